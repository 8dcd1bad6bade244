package io.velostream.operators.top;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.KeyColumns;
import io.velostream.operators.rows.RowTable;
import java.util.Arrays;

/// Numbers the partitions by their keys, and knows of each how many rows it has, how many of them
/// are put out, and behind which of them no new row counts.
final class Partitions implements MemorySized {
  static final int NONE = -1;

  private static final int INITIAL = 64;

  private final KeyColumns keys;
  private final RowTable table;
  private int[] rows = new int[INITIAL];
  private int[] shown = new int[INITIAL];
  private int[] last = new int[INITIAL];

  Partitions(TopSpec spec) {
    keys = new KeyColumns(spec.partitionKeys());
    table = new RowTable(keys.lanes(spec.lanes()));
  }

  /// The partition of a row, which is a new one, with the next free number, if there was none.
  int of(Vector[] columns, int row) {
    int before = table.size();
    int partition = table.findOrAdd(keys.of(columns), row);
    if (table.size() > before) {
      begin(partition);
    }
    return partition;
  }

  /// Which columns of the input say what partition a row is of.
  KeyColumns keys() {
    return keys;
  }

  private void begin(int partition) {
    if (partition >= rows.length) {
      int capacity = Math.max(partition + 1, rows.length * 2);
      rows = Arrays.copyOf(rows, capacity);
      shown = Arrays.copyOf(shown, capacity);
      last = Arrays.copyOf(last, capacity);
    }
    rows[partition] = 0;
    shown[partition] = 0;
    last[partition] = NONE;
  }

  void remove(int partition) {
    table.remove(partition);
  }

  int size() {
    return table.size();
  }

  /// All numbers are below it.
  int limit() {
    return table.slotLimit();
  }

  /// Number of slots of a partition.
  int rows(int partition) {
    return rows[partition];
  }

  void addRows(int partition, int change) {
    rows[partition] += change;
  }

  /// Number of slots of a partition that are put out.
  int shown(int partition) {
    return shown[partition];
  }

  void addShown(int partition, int change) {
    shown[partition] += change;
  }

  /// The slot of the last row that counts, when there are enough of them; else [#NONE].
  int last(int partition) {
    return last[partition];
  }

  void setLast(int partition, int slot) {
    last[partition] = slot;
  }

  @Override
  public long memoryBytes() {
    return table.memoryBytes() + 12L * rows.length;
  }
}
