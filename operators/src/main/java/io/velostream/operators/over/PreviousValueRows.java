package io.velostream.operators.over;

/// LAG with IGNORE NULLS: the last n values that are not NULL, pinned; the oldest is the result.
final class PreviousValueRows extends RowAggregator {
  private final long n;
  private final SlotQueue slots = new SlotQueue();

  PreviousValueRows(HeldRows rows, int argument, long n) {
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
