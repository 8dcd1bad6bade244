package io.velostream.columnar.nested;

import io.velostream.columnar.DataType;

/// Writes values that are not nested as text; whoever prints nested values brings its own.
@FunctionalInterface
public interface ScalarText {
  /// Appends the text of a boxed value (see [io.velostream.columnar.Values]) that is not NULL.
  void append(DataType type, Object value, StringBuilder out);
}
