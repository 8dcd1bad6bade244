package io.velostream.operators.aggregate;

/// The states of groups that are handed over, one for each row of the batch of their keys.
public final class PartialRows {
  private final AccumulatorSet state;
  private final int[] slots;
  private final int from;

  /// The state of row `k` is that of slot `slots[from + k]`.
  PartialRows(AccumulatorSet state, int[] slots, int from) {
    this.state = state;
    this.slots = slots;
    this.from = from;
  }

  AccumulatorSet state() {
    return state;
  }

  int slot(int row) {
    return slots[from + row];
  }
}
