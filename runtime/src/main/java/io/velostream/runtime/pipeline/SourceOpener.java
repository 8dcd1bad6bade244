package io.velostream.runtime.pipeline;

import io.velostream.connector.spi.BatchReader;
import io.velostream.plan.LeafNode;

/// Opens the reader of a scan.
@FunctionalInterface
public interface SourceOpener {
  /// A reader that delivers exactly the scan's columns.
  BatchReader open(LeafNode.Scan scan);
}
