package io.velostream.runtime.pipeline;

import io.velostream.connector.spi.BatchReader;
import io.velostream.plan.PlanNode;

/// Opens the tables of a plan.
@FunctionalInterface
public interface SourceOpener {
  /// A reader that delivers exactly the scan's columns.
  BatchReader open(PlanNode.Scan scan);

  /// The table that a join looks rows up in.
  default LookupTable lookUp(PlanNode.LookupJoin join) {
    throw new IllegalArgumentException("no tables to look rows up in: " + join.table().name());
  }
}
