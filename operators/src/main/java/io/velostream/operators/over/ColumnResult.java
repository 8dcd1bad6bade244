package io.velostream.operators.over;

import io.velostream.columnar.Vector;

/// Makes the output column of one call of a [ColumnEvaluator].
interface ColumnResult {
  /// The column for the rows `0 .. rows - 1` of the last batch; valid until the next one.
  Vector vector(int rows);
}
