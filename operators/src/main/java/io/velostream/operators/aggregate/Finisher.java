package io.velostream.operators.aggregate;

import io.velostream.state.ColumnBuffer;

/// Computes one output column from the state of groups.
@FunctionalInterface
interface Finisher {
  /// Writes the results of `slots[from .. from + count - 1]` to `out` from position `at` on.
  void write(AccumulatorSet state, int[] slots, int from, int count, ColumnBuffer out, int at);
}
