package io.velostream.engine;

import io.velostream.connector.spi.BatchWriter;

/// Takes the rows of statements that return some (SELECT, SHOW, DESCRIBE, EXPLAIN).
@FunctionalInterface
public interface ResultHandler {
  /// Called once per statement with rows, before the first row. The writer's `commit` is called
  /// when all rows have come, its `close` in any case.
  BatchWriter open(ResultShape shape);

  /// Whether a query that neither says EMIT nor is append-only should return its changes (`true`)
  /// or the final rows, once, at the end of its input (`false`). Where the input has no end only
  /// changes make sense.
  ///
  /// @param bounded whether all inputs of the query come to an end
  default boolean wantsChangelog(boolean bounded) {
    return !bounded;
  }
}
