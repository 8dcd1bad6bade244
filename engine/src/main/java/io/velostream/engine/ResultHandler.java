package io.velostream.engine;

import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BatchWriter;

/// Takes the rows of statements that return some (SELECT, SHOW, DESCRIBE, EXPLAIN).
@FunctionalInterface
public interface ResultHandler {
  /// Called once per statement with rows, before the first row. The writer's `commit` is called
  /// when all rows have come, its `close` in any case.
  ///
  /// @param changelog whether rows may be retractions (weight below 0)
  BatchWriter open(Schema schema, boolean changelog);

  /// Whether a query that neither says EMIT nor is append-only should return its changes (`true`)
  /// or the final rows, once, at the end of its input (`false`).
  default boolean wantsChangelog() {
    return false;
  }
}
