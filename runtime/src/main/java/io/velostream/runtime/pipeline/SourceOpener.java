package io.velostream.runtime.pipeline;

import io.velostream.connector.spi.BatchReader;
import io.velostream.plan.PlanNode;

/// Opens the reader of a scan.
@FunctionalInterface
public interface SourceOpener {
  /// A reader that delivers exactly the scan's columns.
  BatchReader open(PlanNode.Scan scan);
}
