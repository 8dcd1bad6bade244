package io.velostream.connector.kafka;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;

/// Columns with NULLs between the rows of others, for messages that have no value.
final class SparseRows {
  /// Says that a row is none of the others.
  static final int NONE = -1;

  private SparseRows() {}

  /// A column of other rows.
  ///
  /// @param from by row, which one of the column it is, or [#NONE]
  static Vector of(Vector column, int[] from, int rows) {
    boolean[] nulls = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      nulls[i] = from[i] == NONE || column.isNull(from[i]);
    }
    return switch (column) {
      case LongVector v -> new LongVector(longs(v.values(), from, rows), nulls);
      case BytesVector v -> new BytesVector(v.data(), longs(v.spans(), from, rows), nulls);
      case WideVector v ->
          new WideVector(longs(v.high(), from, rows), longs(v.low(), from, rows), nulls);
      case DoubleVector v -> {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
          values[i] = from[i] == NONE ? 0 : v.values()[from[i]];
        }
        yield new DoubleVector(values, nulls);
      }
      case DictionaryVector v -> {
        int[] ids = new int[rows];
        for (int i = 0; i < rows; i++) {
          ids[i] = from[i] == NONE ? 0 : v.ids()[from[i]];
        }
        yield new DictionaryVector(ids, v.dictionary(), nulls);
      }
    };
  }

  private static long[] longs(long[] values, int[] from, int rows) {
    long[] result = new long[rows];
    for (int i = 0; i < rows; i++) {
      result[i] = from[i] == NONE ? 0 : values[from[i]];
    }
    return result;
  }
}
