package io.velostream.runtime.pipeline;

import io.velostream.connector.spi.BatchReader;
import io.velostream.plan.LeafNode;
import io.velostream.plan.RowNode;

/// Opens the tables of a plan.
@FunctionalInterface
public interface SourceOpener {
  /// A reader that delivers exactly the scan's columns.
  BatchReader open(LeafNode.Scan scan);

  /// The table that a join looks rows up in.
  default LookupTable lookUp(RowNode.LookupJoin join) {
    throw new IllegalArgumentException("no tables to look rows up in: " + join.table().name());
  }
}
