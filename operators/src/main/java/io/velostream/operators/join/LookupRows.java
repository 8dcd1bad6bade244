package io.velostream.operators.join;

import io.velostream.columnar.Lane;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.RowStore;
import io.velostream.operators.rows.RowTable;
import java.util.Arrays;
import java.util.List;

/// Rows of a table by their keys, those keys among them of which it is known that there are none,
/// in the order in which they were asked for.
final class LookupRows implements MemorySized {
  static final int NONE = -1;

  private static final int INITIAL = 64;

  private final RowTable keys;
  private final RowStore rows;

  /// By key: its first row, since when its rows are known, and who was asked for before and after
  /// it.
  private int[] first = new int[INITIAL];

  private long[] since = new long[INITIAL];
  private int[] older = new int[INITIAL];
  private int[] newer = new int[INITIAL];

  /// By row: the next one of its key.
  private int[] next = new int[INITIAL];

  private int keysWithRows;
  private int oldest = NONE;
  private int newest = NONE;

  LookupRows(List<Lane> keyLanes, List<Lane> rowLanes) {
    keys = new RowTable(keyLanes);
    rows = new RowStore(rowLanes);
  }

  /// The slot of a key, or [#NONE].
  int find(Vector[] key, int row) {
    return keys.find(key, row);
  }

  /// Adds a key that is not there, without rows.
  ///
  /// @param now since when that is known, in microseconds
  /// @return its slot
  int add(Vector[] key, int row, long now) {
    int slot = keys.findOrAdd(key, row);
    if (slot >= first.length) {
      int capacity = Math.max(slot + 1, first.length * 2);
      first = Arrays.copyOf(first, capacity);
      since = Arrays.copyOf(since, capacity);
      older = Arrays.copyOf(older, capacity);
      newer = Arrays.copyOf(newer, capacity);
    }
    first[slot] = NONE;
    since[slot] = now;
    link(slot);
    return slot;
  }

  /// Adds a row to a key.
  void addRow(int slot, Vector[] columns, int row) {
    int at = rows.add(columns, row);
    if (at >= next.length) {
      next = Arrays.copyOf(next, Math.max(at + 1, next.length * 2));
    }
    keysWithRows += first[slot] == NONE ? 1 : 0;
    next[at] = first[slot];
    first[slot] = at;
  }

  /// The first row of a key, or [#NONE].
  int firstRow(int slot) {
    return first[slot];
  }

  /// The row of the same key after a row, or [#NONE].
  int rowAfter(int row) {
    return next[row];
  }

  /// Since when the rows of a key are known.
  long since(int slot) {
    return since[slot];
  }

  /// All keys by slot, valid until the next one is added.
  Vector[] keyColumns() {
    return keys.columns();
  }

  /// All rows, valid until the next one is added.
  Vector[] rowColumns() {
    return rows.columns();
  }

  /// Notes that a key was asked for.
  void touch(int slot) {
    if (slot != newest) {
      unlink(slot);
      link(slot);
    }
  }

  /// Forgets a key and its rows.
  void remove(int slot) {
    int row = first[slot];
    keysWithRows -= row == NONE ? 0 : 1;
    while (row != NONE) {
      int after = next[row];
      rows.remove(row);
      row = after;
    }
    unlink(slot);
    keys.remove(slot);
  }

  /// Forgets the keys that were not asked for longest until so many rows are left; a key without
  /// rows counts as one.
  void trim(long most) {
    while (size() > most && oldest != NONE) {
      remove(oldest);
    }
  }

  /// Rows, and keys without any.
  long size() {
    return (long) rows.size() + keys.size() - keysWithRows;
  }

  @Override
  public long memoryBytes() {
    return keys.memoryBytes()
        + rows.memoryBytes()
        + 4L * (first.length + older.length + newer.length + next.length)
        + 8L * since.length;
  }

  private void link(int slot) {
    older[slot] = newest;
    newer[slot] = NONE;
    if (newest == NONE) {
      oldest = slot;
    } else {
      newer[newest] = slot;
    }
    newest = slot;
  }

  private void unlink(int slot) {
    int before = older[slot];
    int after = newer[slot];
    if (before == NONE) {
      oldest = after;
    } else {
      newer[before] = after;
    }
    if (after == NONE) {
      newest = before;
    } else {
      older[after] = before;
    }
  }
}
