package io.velostream.operators.aggregate;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;

/// Numbers of any type as doubles.
final class Numbers {
  private static final double TWO_64 = 0x1p64;

  private Numbers() {}

  /// What an unscaled value of the type is divided by.
  static double unit(DataType type) {
    return Math.pow(10, type instanceof DataType.Decimal decimal ? decimal.scale() : 0);
  }

  /// A number that is not NULL.
  static double at(Vector vector, int row, double unit) {
    return switch (vector) {
      case DoubleVector v -> v.values()[row];
      case LongVector v -> v.values()[row] / unit;
      case WideVector v -> wide(v, row) / unit;
      case BytesVector _, DictionaryVector _ ->
          throw new IllegalArgumentException("not a column of numbers");
    };
  }

  private static double wide(WideVector v, int row) {
    long low = v.low()[row];
    double unsigned = (low >>> 1) * 2.0 + (low & 1);
    return v.high()[row] * TWO_64 + unsigned;
  }

  /// Writes the numbers of some rows, in their order.
  static void read(Vector vector, GroupedRows in, double unit, double[] out) {
    switch (vector) {
      case DoubleVector v -> {
        for (int k = 0; k < in.count; k++) {
          out[k] = v.values()[in.row(k)];
        }
      }
      case LongVector v -> {
        for (int k = 0; k < in.count; k++) {
          out[k] = v.values()[in.row(k)] / unit;
        }
      }
      case WideVector v -> {
        for (int k = 0; k < in.count; k++) {
          out[k] = wide(v, in.row(k)) / unit;
        }
      }
      case BytesVector _, DictionaryVector _ ->
          throw new IllegalArgumentException("not a column of numbers");
    }
  }
}
