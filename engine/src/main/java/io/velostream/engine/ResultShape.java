package io.velostream.engine;

import io.velostream.columnar.Schema;

/// What is known of a result before its first row.
///
/// @param schema its columns
/// @param changelog whether rows may be retractions (weight below 0)
/// @param bounded whether it comes to an end
public record ResultShape(Schema schema, boolean changelog, boolean bounded) {
  /// A list that ends, such as that of SHOW.
  public static ResultShape list(Schema schema) {
    return new ResultShape(schema, false, true);
  }
}
