package io.velostream.operators.over;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// FIRST_VALUE, LAST_VALUE, ANY_VALUE and NTH_VALUE: the value of one row of those that count.
final class PickRows extends RowAggregator {
  private static final int LAST = -1;

  private final long index;
  private final boolean fromStart;
  private final SlotQueue slots = new SlotQueue();

  /// @param index of the row within the frame, from 0, or -1 for the last
  /// @param fromStart whether rows never leave; those that matter are then pinned
  PickRows(
      FrameRows rows, int argument, int filter, boolean skipNulls, long index, boolean fromStart) {
    super(rows, argument, filter, skipNulls);
    this.index = index;
    this.fromStart = fromStart;
  }

  @Override
  void add(int slot) {
    if (!fromStart) {
      slots.addLast(slot);
    } else if (index == LAST) {
      if (!slots.isEmpty()) {
        rows().unpin(slots.removeLast());
      }
      keep(slot);
    } else if (slots.size() <= index) {
      keep(slot);
    }
  }

  private void keep(int slot) {
    slots.addLast(slot);
    rows().pin(slot);
  }

  @Override
  void remove(int slot) {
    slots.removeFirst();
  }

  @Override
  void save(StateOutput out, SlotWriter slotWriter) {
    slots.save(out, slotWriter);
  }

  @Override
  void restore(StateInput in, SlotReader slotReader) {
    slots.restore(in, slotReader);
    if (fromStart) {
      for (int i = 0; i < slots.size(); i++) {
        rows().pin(slots.get(i));
      }
    }
  }

  @Override
  void result(int slot, ResultColumn column) {
    if (slots.size() <= Math.max(0, index)) {
      column.setNull(slot);
    } else {
      column.setSource(slot, index == LAST ? slots.last() : slots.get((int) index));
    }
  }

  @Override
  long memoryBytes() {
    return slots.memoryBytes();
  }
}
