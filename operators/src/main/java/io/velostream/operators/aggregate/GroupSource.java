package io.velostream.operators.aggregate;

/// Groups that can be published: state by slot, and the keys and windows that go with it.
abstract class GroupSource {
  /// The state by slot.
  abstract AccumulatorSet state();

  /// Whether the group of a slot has a row in the result.
  abstract boolean exists(int slot);

  /// Whether the groups can go into the batch that `out` holds.
  abstract boolean agreesWith(OutputRows out);

  /// Writes the keys of `slots[from .. from + count - 1]` at the positions from `at` on.
  abstract void writeKeys(OutputRows out, int[] slots, int from, int count, int at);

  /// Writes the windows as they are now.
  abstract void writeWindows(OutputRows out, int[] slots, int from, int count, int at);
}
