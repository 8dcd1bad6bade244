package io.velostream.operators.top;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.RowTable;
import java.util.Arrays;

/// Numbers the partitions by their keys, and knows of each how many rows it has, how many of them
/// are put out, and behind which of them no new row counts.
final class Partitions implements MemorySized {
  static final int NONE = -1;

  private static final int INITIAL = 64;

  private final int[] keyColumns;
  private final Vector[] keys;
  private final RowTable table;
  private int[] rows = new int[INITIAL];
  private int[] shown = new int[INITIAL];
  private int[] last = new int[INITIAL];
  private boolean[] isTouched = new boolean[INITIAL];

  Partitions(TopSpec spec) {
    keyColumns = spec.partitionKeys().stream().mapToInt(Integer::intValue).toArray();
    keys = new Vector[keyColumns.length];
    table = new RowTable(spec.keyLanes());
  }

  /// The partition of a row, which is a new one, with the next free number, if there was none.
  int of(Vector[] columns, int row) {
    int before = table.size();
    int partition = table.findOrAdd(keys(columns), row);
    if (table.size() > before) {
      begin(partition);
    }
    return partition;
  }

  /// The key columns among those of the input; valid until it is called again.
  Vector[] keys(Vector[] columns) {
    for (int k = 0; k < keys.length; k++) {
      keys[k] = columns[keyColumns[k]];
    }
    return keys;
  }

  private void begin(int partition) {
    if (partition >= rows.length) {
      int capacity = Math.max(partition + 1, rows.length * 2);
      rows = Arrays.copyOf(rows, capacity);
      shown = Arrays.copyOf(shown, capacity);
      last = Arrays.copyOf(last, capacity);
      isTouched = Arrays.copyOf(isTouched, capacity);
    }
    rows[partition] = 0;
    shown[partition] = 0;
    last[partition] = NONE;
    isTouched[partition] = false;
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

  /// Marks a partition; whether it was not marked.
  boolean touch(int partition) {
    boolean first = !isTouched[partition];
    isTouched[partition] = true;
    return first;
  }

  void untouch(int partition) {
    isTouched[partition] = false;
  }

  @Override
  public long memoryBytes() {
    return table.memoryBytes() + 13L * rows.length;
  }
}
