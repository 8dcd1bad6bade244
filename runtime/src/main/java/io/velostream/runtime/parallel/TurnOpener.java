package io.velostream.runtime.parallel;

import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.plan.LeafNode;
import java.util.List;

/// Opens the readers that share a table.
@FunctionalInterface
public interface TurnOpener {
  /// Readers that deliver exactly the scan's columns: as many
  /// [io.velostream.connector.spi.TurnReader]s as there are takers of bad rows, or a single reader
  /// of any kind when the table cannot be shared.
  ///
  /// @param from where to begin
  List<? extends BatchReader> open(LeafNode.Scan scan, ReadPosition from, List<BadRows> badRows);
}
