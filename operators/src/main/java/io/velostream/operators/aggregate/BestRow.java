package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Vector;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// ARG_MIN and ARG_MAX over input that only grows: the value of the row with the least or greatest
/// key; of several such rows the least value, so that it does not depend on the order of rows.
final class BestRow extends PickedValue {
  private final int valueColumn;
  private final int keyColumn;
  private final Lane valueLane;
  private final boolean greatest;
  private final ColumnBuffer values;
  private final ColumnBuffer keys;
  private boolean[] present = new boolean[0];

  BestRow(int valueColumn, Lane valueLane, int keyColumn, Lane keyLane, boolean greatest) {
    this.valueColumn = valueColumn;
    this.keyColumn = keyColumn;
    this.valueLane = valueLane;
    this.greatest = greatest;
    values = ColumnBuffer.of(valueLane, 64);
    keys = ColumnBuffer.of(keyLane, 64);
  }

  @Override
  void reserve(int slots) {
    if (slots > present.length) {
      int length = Math.max(slots, Math.max(64, present.length * 2));
      values.reserve(length);
      keys.reserve(length);
      present = Arrays.copyOf(present, length);
    }
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    Vector key = batch.column(keyColumn);
    Vector value = batch.column(valueColumn);
    for (int k = 0; k < in.count; k++) {
      int slot = in.slots[k];
      int row = in.row(k);
      if (present[slot]) {
        int order = ValueOrder.compare(key, row, keys, slot);
        int wanted = greatest ? -order : order;
        if (wanted > 0 || (wanted == 0 && ValueOrder.compare(value, row, values, slot) >= 0)) {
          continue;
        }
      }
      present[slot] = true;
      keys.set(slot, key, row);
      values.set(slot, value, row);
    }
  }

  @Override
  void write(int[] slots, int from, int count, ColumnBuffer out, int at) {
    for (int i = 0; i < count; i++) {
      if (present[slots[from + i]]) {
        out.set(at + i, values, slots[from + i]);
      }
    }
  }

  @Override
  Accumulator newTrace() {
    return new HeldValue(valueColumn, valueLane, HeldValue.Choice.GIVEN);
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    if (present[slot]) {
      ((HeldValue) trace).values().set(at, values, slot);
    }
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    BestRow other = (BestRow) from;
    if (!other.present[fromSlot]) {
      return;
    }
    if (present[slot]) {
      int order = ValueOrder.compare(other.keys, fromSlot, keys, slot);
      int wanted = greatest ? -order : order;
      if (wanted > 0
          || (wanted == 0 && ValueOrder.compare(other.values, fromSlot, values, slot) >= 0)) {
        return;
      }
    }
    present[slot] = true;
    keys.set(slot, other.keys, fromSlot);
    values.set(slot, other.values, fromSlot);
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    out.putMarks(present, slots, from, count);
    keys.save(out, slots, from, count);
    values.save(out, slots, from, count);
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    in.getMarks(present, slots, from, count);
    keys.restore(in, slots, from, count);
    values.restore(in, slots, from, count);
  }

  @Override
  void clear(int slot) {
    present[slot] = false;
  }

  @Override
  void clearAll(int limit) {
    Arrays.fill(present, 0, limit, false);
    values.reset();
    keys.reset();
  }

  @Override
  public long memoryBytes() {
    return values.memoryBytes() + keys.memoryBytes() + present.length;
  }
}
