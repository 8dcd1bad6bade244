package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;

/// The spread of numbers by slot, for variance and standard deviation. All types are taken as
/// doubles.
abstract class Moments extends Accumulator {
  private static final double TWO_64 = 0x1p64;

  private final int column;
  private final double unit;
  private double[] numbers = new double[0];

  /// @param scale decimal digits after the point of the column's unscaled values
  Moments(int column, int scale) {
    this.column = column;
    this.unit = Math.pow(10, scale);
  }

  Moments(Moments like) {
    this.column = like.column;
    this.unit = like.unit;
  }

  /// Writes the sums of squared distances from the mean.
  abstract void write(int[] slots, int from, int count, double[] out, int at);

  abstract void addNumbers(double[] numbers, GroupedRows in);

  @Override
  final void add(Batch batch, GroupedRows in) {
    if (numbers.length < in.count) {
      numbers = new double[in.count];
    }
    read(batch.column(column), in);
    addNumbers(numbers, in);
  }

  private void read(Vector vector, GroupedRows in) {
    double[] out = numbers;
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
          int row = in.row(k);
          long low = v.low()[row];
          double unsigned = (low >>> 1) * 2.0 + (low & 1);
          out[k] = (v.high()[row] * TWO_64 + unsigned) / unit;
        }
      }
      case BytesVector _, DictionaryVector _ ->
          throw new IllegalArgumentException("not a column of numbers: " + column);
    }
  }
}
