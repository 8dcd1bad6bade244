package io.velostream.runtime.checkpoint;

import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.plan.LeafNode;
import io.velostream.plan.RowNode;
import io.velostream.runtime.pipeline.LookupTable;
import java.util.function.UnaryOperator;

/// Opens the reader of a scan at a place.
@FunctionalInterface
public interface PlaceOpener {
  /// A reader that delivers exactly the scan's columns from a place on.
  ///
  /// @param gate what the taker of its bad rows is to be passed through
  BatchReader open(LeafNode.Scan scan, ReadPosition from, UnaryOperator<BadRows> gate);

  /// The table that a join looks rows up in.
  default LookupTable lookUp(RowNode.LookupJoin join) {
    throw new IllegalArgumentException("no tables to look rows up in: " + join.table().name());
  }
}
