package io.velostream.operators.rows;

import io.velostream.columnar.Lane;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import java.util.Arrays;
import java.util.List;

/// Rows in columns, each under a slot number that stays the same until the row is removed; slots of
/// removed rows are used again. All bytes are copied in.
public final class RowStore implements MemorySized {
  static final int INITIAL_CAPACITY = 64;

  private final StoredColumn[] columns;
  private final Vector[] views;
  private int[] free = new int[0];
  private int freeCount;
  private int end;
  private int capacity = INITIAL_CAPACITY;
  private boolean viewsStale = true;

  /// A store of rows with these lanes.
  public RowStore(List<Lane> lanes) {
    columns = lanes.stream().map(StoredColumn::of).toArray(StoredColumn[]::new);
    views = new Vector[columns.length];
  }

  /// Copies a row and returns its slot.
  public int add(Vector[] from, int row) {
    int slot;
    if (freeCount > 0) {
      slot = free[--freeCount];
    } else {
      slot = end++;
      if (slot == capacity) {
        capacity *= 2;
        for (StoredColumn column : columns) {
          column.grow(capacity);
        }
      }
    }
    for (int c = 0; c < columns.length; c++) {
      columns[c].set(slot, from[c], row);
    }
    viewsStale = true;
    return slot;
  }

  /// Gives a slot back.
  public void remove(int slot) {
    for (StoredColumn column : columns) {
      column.clear(slot);
    }
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, Math.max(INITIAL_CAPACITY, freeCount * 2));
    }
    free[freeCount++] = slot;
  }

  /// The columns by slot: flat vectors, valid until the next [#add].
  public Vector[] columns() {
    if (viewsStale) {
      for (int c = 0; c < columns.length; c++) {
        views[c] = columns[c].view();
      }
      viewsStale = false;
    }
    return views;
  }

  /// Number of rows held.
  public int size() {
    return end - freeCount;
  }

  /// All slots in use are below this number.
  public int slotLimit() {
    return end;
  }

  @Override
  public long memoryBytes() {
    long bytes = 4L * free.length;
    for (StoredColumn column : columns) {
      bytes += column.memoryBytes();
    }
    return bytes;
  }
}
