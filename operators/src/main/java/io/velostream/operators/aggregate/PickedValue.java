package io.velostream.operators.aggregate;

import io.velostream.state.ColumnBuffer;

/// One of the values of each slot's rows: the least, the greatest, the first, the last.
abstract class PickedValue extends Accumulator {
  /// Writes the values of `slots[from .. from + count - 1]` to `out` from position `at` on. What it
  /// writes for an empty slot is not specified.
  abstract void write(int[] slots, int from, int count, ColumnBuffer out, int at);
}
