package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.MemorySized;
import io.velostream.state.SlotRows;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import org.jspecify.annotations.Nullable;

/// Some columns of state by slot, and how rows change them.
///
/// Sums that fit one word are a field of the rows that the accumulators of a set share with the
/// keys; other state is kept apart.
///
/// A slot that nothing was added to is empty: its values are those of no rows. A *trace* is a like
/// object whose slots are not groups but moments: slot `2k` holds what the group of row `k` had
/// before that row, `2k + 1` what it has after it. Results are computed from either alike.
abstract class Accumulator implements MemorySized {
  private final GroupedRows one = new GroupedRows();
  private final int[] oneRow = new int[1];
  private final int[] oneSlot = new int[1];

  /// Claims fields of the rows by slot, before there is a slot. The set sees to their room, and
  /// clears them where it makes all slots empty.
  void claim(SlotRows rows) {}

  /// Makes room for what is kept apart of the slots below `slots`; new ones are empty.
  abstract void reserve(int slots);

  /// Adds rows.
  abstract void add(Batch batch, GroupedRows in);

  /// An object that [#addEach] can trace this one's states into.
  abstract Accumulator newTrace();

  /// Writes the state of a slot to a slot of a trace, whatever that held.
  abstract void copyTo(Accumulator trace, int at, int slot);

  /// Adds all of another one's slot (of the same kind) to a slot.
  abstract void merge(Accumulator from, int fromSlot, int slot);

  /// Adds all of `fromSlots[k]` of another one, of the same kind, to `slots[k]` for all k below
  /// `count`.
  void mergeAll(Accumulator from, int[] fromSlots, int[] slots, int count) {
    for (int k = 0; k < count; k++) {
      merge(from, fromSlots[k], slots[k]);
    }
  }

  /// Makes a slot empty.
  abstract void clear(int slot);

  /// Makes what is kept apart of the slots below `limit` empty.
  abstract void clearAll(int limit);

  /// Writes the state of `slots[from .. from + count - 1]`, to be read by [#restore].
  abstract void save(StateOutput out, int[] slots, int from, int count);

  /// Reads state into slots that are empty, and for which there is room.
  abstract void restore(StateInput in, int[] slots, int from, int count);

  /// Whether some value has been retracted more often than inserted, as far as this can be known
  /// here.
  boolean anyNegative() {
    return false;
  }

  /// Adds rows one by one and traces the states in between.
  ///
  /// @param active by place in `in`: whether the row counts; `null` when all do
  void addEach(Batch batch, GroupedRows in, boolean @Nullable [] active, Accumulator trace) {
    one.set(in);
    one.rows = oneRow;
    one.slots = oneSlot;
    one.count = 1;
    for (int k = 0; k < in.count; k++) {
      int slot = in.slots[k];
      copyTo(trace, 2 * k, slot);
      if (active == null || active[k]) {
        oneRow[0] = in.row(k);
        oneSlot[0] = slot;
        add(batch, one);
      }
      copyTo(trace, 2 * k + 1, slot);
    }
  }
}
