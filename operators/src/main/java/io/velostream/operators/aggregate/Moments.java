package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;

/// The spread of numbers by slot, for variance and standard deviation. All types are taken as
/// doubles.
abstract class Moments extends Accumulator {
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
    Numbers.read(batch.column(column), in, unit, numbers);
    addNumbers(numbers, in);
  }
}
