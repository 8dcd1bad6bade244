package io.velostream.engine;

import io.velostream.columnar.Schema;

/// A table, stream or view of a session.
///
/// @param name as written when it was created
/// @param schema its columns as queries see them
public record TableInfo(String name, Kind kind, Schema schema) {
  /// What it was created as.
  public enum Kind {
    TABLE,
    STREAM,
    VIEW
  }
}
