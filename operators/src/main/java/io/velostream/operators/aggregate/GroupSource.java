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

  /// Whether keys may be written when a group is touched first, rather than when it is published:
  /// they stay as they are, and the memory that holds them is at hand.
  abstract boolean writesKeysEarly();

  /// Writes the windows as they are now.
  abstract void writeWindows(OutputRows out, int[] slots, int from, int count, int at);
}
