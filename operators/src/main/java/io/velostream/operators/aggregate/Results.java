package io.velostream.operators.aggregate;

import io.velostream.state.ColumnBuffer;

/// State that several calls read a result of: the quantiles of one column, for instance.
abstract class Results extends Accumulator {
  /// Writes result `index` of `slots[from .. from + count - 1]` to `out` from position `at` on;
  /// NULL where there is none.
  abstract void write(int index, int[] slots, int from, int count, ColumnBuffer out, int at);

  /// The finisher of a result.
  static Finisher finisher(int part, int index) {
    return (state, slots, from, count, out, at) ->
        ((Results) state.accumulator(part)).write(index, slots, from, count, out, at);
  }
}
