package io.velostream.operators.aggregate;

/// What regressions are computed from, by slot.
abstract class PairSource extends Accumulator {
  /// The five numbers of a slot.
  static final int SXX = 0;

  static final int SYY = 1;
  static final int SXY = 2;
  static final int MEAN_X = 3;
  static final int MEAN_Y = 4;
  static final int NUMBERS = 5;

  /// Writes the numbers of a slot that is not empty.
  abstract void read(int slot, double[] numbers);
}
