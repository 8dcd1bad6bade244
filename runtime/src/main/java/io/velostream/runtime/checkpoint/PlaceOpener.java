package io.velostream.runtime.checkpoint;

import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.plan.LeafNode;
import java.util.function.UnaryOperator;

/// Opens the reader of a scan at a place.
@FunctionalInterface
public interface PlaceOpener {
  /// A reader that delivers exactly the scan's columns from a place on.
  ///
  /// @param gate what the taker of its bad rows is to be passed through
  BatchReader open(LeafNode.Scan scan, ReadPosition from, UnaryOperator<BadRows> gate);
}
