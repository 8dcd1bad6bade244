package io.velostream.operators.over;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.RowTable;
import io.velostream.operators.rows.SavedRows;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.List;

/// COUNT, SUM and AVG of different values, of an inner aggregate that can take away any value: a
/// value enters it with its first row and leaves with its last.
final class DistinctRows extends RowAggregator {
  private final RowAggregator inner;
  private final List<Lane> lanes;
  private final RowTable table;
  private final Vector[] key = new Vector[1];
  private int[] counts = new int[16];

  DistinctRows(FrameRows rows, int argument, int filter, Lane lane, RowAggregator inner) {
    super(rows, argument, filter, true);
    this.inner = inner;
    lanes = List.of(lane);
    table = new RowTable(lanes);
  }

  @Override
  void add(int slot) {
    key[0] = values();
    int entry = table.findOrAdd(key, slot);
    reserve(entry);
    if (counts[entry]++ == 0) {
      inner.add(slot);
    }
  }

  @Override
  void remove(int slot) {
    key[0] = values();
    int entry = table.find(key, slot);
    if (--counts[entry] == 0) {
      inner.remove(slot);
      table.remove(entry);
    }
  }

  @Override
  void close() {
    inner.close();
  }

  @Override
  void save(StateOutput out, SlotWriter slotWriter) {
    int[] entries = table.liveSlots();
    SavedRows.save(
        lanes,
        table.columns(),
        entries,
        entries.length,
        out,
        (slots, from, n) -> {
          for (int i = from; i < from + n; i++) {
            out.putVarint(counts[slots[i]]);
          }
        });
    inner.save(out, slotWriter);
  }

  @Override
  void restore(StateInput in, SlotReader slotReader) {
    SavedRows.restore(
        lanes,
        in,
        (columns, n) -> {
          for (int i = 0; i < n; i++) {
            int entry = table.findOrAdd(columns, i);
            reserve(entry);
            counts[entry] = in.getIndex(Integer.MAX_VALUE);
          }
        });
    inner.restore(in, slotReader);
  }

  private void reserve(int entry) {
    if (entry >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(entry + 1, counts.length * 2));
    }
  }

  @Override
  void result(int slot, ResultColumn column) {
    inner.result(slot, column);
  }

  @Override
  long memoryBytes() {
    return table.memoryBytes() + 4L * counts.length + inner.memoryBytes();
  }
}
