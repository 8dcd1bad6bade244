package io.velostream.operators.over;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// LAG with IGNORE NULLS: the last n values that are not NULL, pinned; the oldest is the result.
final class PreviousValueRows extends RowAggregator {
  private final long n;
  private final SlotQueue slots = new SlotQueue();

  PreviousValueRows(FrameRows rows, int argument, long n) {
    super(rows, argument, OverFunction.NONE, true);
    this.n = n;
  }

  @Override
  void add(int slot) {
    if (slots.size() == n) {
      rows().unpin(slots.removeFirst());
    }
    slots.addLast(slot);
    rows().pin(slot);
  }

  @Override
  void remove(int slot) {
    throw new IllegalStateException("the frame begins with the partition");
  }

  @Override
  void save(StateOutput out, SlotWriter slotWriter) {
    slots.save(out, slotWriter);
  }

  @Override
  void restore(StateInput in, SlotReader slotReader) {
    slots.restore(in, slotReader);
    for (int i = 0; i < slots.size(); i++) {
      rows().pin(slots.get(i));
    }
  }

  @Override
  void result(int slot, ResultColumn column) {
    if (slots.size() < n) {
      column.setDefault(slot);
    } else {
      column.setSource(slot, slots.first());
    }
  }

  @Override
  long memoryBytes() {
    return slots.memoryBytes();
  }
}
