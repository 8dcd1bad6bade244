package io.velostream.operators.over;

import io.velostream.columnar.Vector;
import io.velostream.operators.rows.Cells;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// MIN and MAX of any type.
///
/// Keeps the rows that may still become the extreme: each is beaten by none after it, so they are
/// in order and the first is the result (the ascending minima algorithm of Richard Harter, also
/// called a monotonic queue). Where rows never leave, only the best one is kept, pinned.
final class ExtremeRows extends RowAggregator {
  private final int sign;
  private final boolean fromStart;
  private final SlotQueue candidates = new SlotQueue();

  ExtremeRows(FrameRows rows, int argument, int filter, boolean largest, boolean fromStart) {
    super(rows, argument, filter, true);
    sign = largest ? -1 : 1;
    this.fromStart = fromStart;
  }

  @Override
  void add(int slot) {
    Vector values = values();
    if (fromStart) {
      if (!candidates.isEmpty()) {
        if (!beats(values, slot, candidates.first())) {
          return;
        }
        rows().unpin(candidates.removeFirst());
      }
      candidates.addLast(slot);
      rows().pin(slot);
      return;
    }
    while (!candidates.isEmpty() && beats(values, slot, candidates.last())) {
      candidates.removeLast();
    }
    candidates.addLast(slot);
  }

  private boolean beats(Vector values, int slot, int other) {
    return sign * Cells.compare(values, slot, values, other) < 0;
  }

  @Override
  void remove(int slot) {
    if (candidates.first() == slot) {
      candidates.removeFirst();
    }
  }

  @Override
  void save(StateOutput out, SlotWriter slotWriter) {
    candidates.save(out, slotWriter);
  }

  @Override
  void restore(StateInput in, SlotReader slotReader) {
    candidates.restore(in, slotReader);
    if (fromStart) {
      for (int i = 0; i < candidates.size(); i++) {
        rows().pin(candidates.get(i));
      }
    }
  }

  @Override
  void result(int slot, ResultColumn column) {
    if (candidates.isEmpty()) {
      column.setNull(slot);
    } else {
      column.setSource(slot, candidates.first());
    }
  }

  @Override
  long memoryBytes() {
    return candidates.memoryBytes();
  }
}
