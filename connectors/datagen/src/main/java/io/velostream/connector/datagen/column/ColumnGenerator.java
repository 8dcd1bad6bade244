package io.velostream.connector.datagen.column;

import io.velostream.columnar.Vector;

/// Makes the values of one column: each a function of its row number.
@FunctionalInterface
public interface ColumnGenerator {
  /// The values of the rows asked for, at the indexes `0 .. count - 1`. The vector is valid until
  /// the next call.
  Vector fill(Positions at);
}
