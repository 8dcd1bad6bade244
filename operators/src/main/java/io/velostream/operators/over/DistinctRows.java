package io.velostream.operators.over;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.RowTable;
import java.util.Arrays;
import java.util.List;

/// COUNT, SUM and AVG of different values, of an inner aggregate that can take away any value: a
/// value enters it with its first row and leaves with its last.
final class DistinctRows extends RowAggregator {
  private final RowAggregator inner;
  private final RowTable table;
  private final Vector[] key = new Vector[1];
  private int[] counts = new int[16];

  DistinctRows(HeldRows rows, int argument, int filter, Lane lane, RowAggregator inner) {
    super(rows, argument, filter, true);
    this.inner = inner;
    table = new RowTable(List.of(lane));
  }

  @Override
  void add(int slot) {
    key[0] = values();
    int entry = table.findOrAdd(key, slot);
    if (entry >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(entry + 1, counts.length * 2));
    }
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
  void result(int slot, ResultColumn column) {
    inner.result(slot, column);
  }

  @Override
  long memoryBytes() {
    return table.memoryBytes() + 4L * counts.length + inner.memoryBytes();
  }
}
