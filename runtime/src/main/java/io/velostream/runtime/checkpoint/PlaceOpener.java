package io.velostream.runtime.checkpoint;

import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.plan.PlanNode;

/// Opens the reader of a scan at a place.
@FunctionalInterface
public interface PlaceOpener {
  /// A reader that delivers exactly the scan's columns from a place on.
  BatchReader open(PlanNode.Scan scan, ReadPosition from);
}
