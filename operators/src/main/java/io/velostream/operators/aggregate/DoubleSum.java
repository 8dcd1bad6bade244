package io.velostream.operators.aggregate;

/// Sums of doubles by slot.
abstract class DoubleSum extends Accumulator {
  /// Writes the sums of `slots[from .. from + count - 1]` to `out` from position `at` on.
  abstract void write(int[] slots, int from, int count, double[] out, int at);
}
