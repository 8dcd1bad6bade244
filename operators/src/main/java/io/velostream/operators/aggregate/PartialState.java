package io.velostream.operators.aggregate;

import org.jspecify.annotations.Nullable;

/// States of groups on their way from one half of an aggregate to the other: copies, numbered as
/// the rows of the batch of their keys are. Belongs to one thread at a time.
public final class PartialState {
  private @Nullable AccumulatorSet state;
  private int size;
  private int[] fromSlots = new int[0];
  private int[] slots = new int[0];

  /// Adds copies of the states of the rows `rows[from .. from + count - 1]`. All that ever come
  /// must be of the same aggregate.
  public void append(PartialRows source, int[] rows, int from, int count) {
    AccumulatorSet own = state;
    if (own == null) {
      own = source.state().newEmpty();
      state = own;
    }
    own.reserve(size + count);
    if (slots.length < count) {
      fromSlots = new int[count];
      slots = new int[count];
    }
    for (int i = 0; i < count; i++) {
      fromSlots[i] = source.slot(rows[from + i]);
      slots[i] = size++;
    }
    own.mergeAll(source.state(), fromSlots, slots, count);
  }

  /// Forgets all states.
  public void clear() {
    if (state != null) {
      state.clearAll(size);
    }
    size = 0;
  }

  AccumulatorSet state() {
    AccumulatorSet own = state;
    if (own == null) {
      throw new IllegalStateException("there are no states");
    }
    return own;
  }
}
