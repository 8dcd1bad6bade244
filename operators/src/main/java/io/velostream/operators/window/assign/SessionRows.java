package io.velostream.operators.window.assign;

import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.Cells;
import io.velostream.operators.rows.KeyColumns;
import io.velostream.operators.rows.RowStore;
import io.velostream.operators.rows.RowTable;
import io.velostream.operators.rows.SavedRows;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.List;

/// Weighted rows by key, each key's in a list linked in order of (time, arrival).
///
/// A row finds its place from the end of the list, so rows in order cost nothing extra, and others
/// as much as they are displaced within their key.
final class SessionRows implements MemorySized {
  static final int NONE = -1;
  private static final int INITIAL_CAPACITY = 64;

  private final List<Lane> lanes;
  private final RowStore store;
  private final RowTable keys;
  private final KeyColumns keyColumns;
  private final int timeColumn;
  private long[] weights = new long[INITIAL_CAPACITY];
  private int[] previous = new int[INITIAL_CAPACITY];
  private int[] next = new int[INITIAL_CAPACITY];
  private int[] keyOf = new int[INITIAL_CAPACITY];
  private int[] first = filled(INITIAL_CAPACITY);
  private int[] last = filled(INITIAL_CAPACITY);

  SessionRows(List<Lane> lanes, int timeColumn, List<Integer> keyColumns) {
    this.lanes = List.copyOf(lanes);
    store = new RowStore(lanes);
    this.keyColumns = new KeyColumns(keyColumns);
    keys = new RowTable(this.keyColumns.lanes(lanes));
    this.timeColumn = timeColumn;
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, NONE);
    return array;
  }

  /// The key of a row, or [#NONE] when there is no row of that key.
  int findKey(Vector[] columns, int row) {
    return keys.find(keyColumns.of(columns), row);
  }

  /// The last row of a key whose time is not above `time`, or [#NONE].
  int lastUpTo(int key, long time) {
    int slot = last[key];
    while (slot != NONE && time(slot) > time) {
      slot = previous[slot];
    }
    return slot;
  }

  /// A row equal to the given one among those of its time, which end at `slot`; with a weight of
  /// the other sign. [#NONE] when there is none.
  int findOpposite(int slot, Vector[] columns, int row, long time, long weight) {
    int at = slot;
    while (at != NONE && time(at) == time) {
      if ((weights[at] ^ weight) < 0 && Cells.equal(store.columns(), at, columns, row)) {
        return at;
      }
      at = previous[at];
    }
    return NONE;
  }

  /// Copies a row in behind the row `after` of its key, or to the front of its key.
  int insert(Vector[] columns, int row, long weight, int after) {
    int key = keys.findOrAdd(keyColumns.of(columns), row);
    int slot = store.add(columns, row);
    grow(slot, key);
    weights[slot] = weight;
    keyOf[slot] = key;
    previous[slot] = after;
    next[slot] = after == NONE ? first[key] : next[after];
    if (after == NONE) {
      first[key] = slot;
    } else {
      next[after] = slot;
    }
    if (next[slot] == NONE) {
      last[key] = slot;
    } else {
      previous[next[slot]] = slot;
    }
    return slot;
  }

  /// Forgets a row, and its key with its last row.
  void remove(int slot) {
    int key = keyOf[slot];
    int before = previous[slot];
    int after = next[slot];
    if (before == NONE) {
      first[key] = after;
    } else {
      next[before] = after;
    }
    if (after == NONE) {
      last[key] = before;
    } else {
      previous[after] = before;
    }
    weights[slot] = 0;
    store.remove(slot);
    if (first[key] == NONE) {
      keys.remove(key);
    }
  }

  /// Writes the keys and the rows of each in their order.
  void save(StateOutput out) {
    int[] liveKeys = keys.liveSlots();
    out.putVarint(liveKeys.length);
    keys.saveHoles(out);
    int[] slots = new int[size()];
    int n = 0;
    for (int key : liveKeys) {
      for (int slot = first[key]; slot != NONE; slot = next[slot]) {
        slots[n++] = slot;
      }
    }
    SavedRows.save(
        lanes,
        store.columns(),
        slots,
        n,
        out,
        (rows, from, count) -> {
          for (int i = from; i < from + count; i++) {
            out.putSigned(weights[rows[i]]);
          }
        });
  }

  /// Adds the rows that [#save] has written and whose keys are in the range. Where all are and
  /// there were none, the keys have the numbers that they had.
  void restore(StateInput in, KeyRange range) {
    keys.restoreHoles(in, in.getCount(1), range.equals(KeyRange.ALL));
    SavedRows.restore(
        lanes,
        in,
        (columns, count) -> {
          boolean[] held = range.held(keyColumns.of(columns), count);
          for (int i = 0; i < count; i++) {
            long weight = in.getSigned();
            if (weight == 0 || columns[timeColumn].isNull(i)) {
              throw in.damaged("a row without a time, or that is there 0 times");
            }
            if (held[i]) {
              int key = findKey(columns, i);
              insert(columns, i, weight, key == NONE ? NONE : last[key]);
            }
          }
        });
    keys.endRestore(in);
    grow(0, keys.slotLimit());
  }

  /// The keys that have rows, in ascending order.
  int[] liveKeys() {
    return keys.liveSlots();
  }

  /// All keys are below this number.
  int keyLimit() {
    return keys.slotLimit();
  }

  /// The first row of a key, or [#NONE].
  int first(int key) {
    return first[key];
  }

  int next(int slot) {
    return next[slot];
  }

  int key(int slot) {
    return keyOf[slot];
  }

  long time(int slot) {
    return ((LongVector) store.columns()[timeColumn]).values()[slot];
  }

  /// The weight of a row, 0 when the slot is not in use.
  long weight(int slot) {
    return weights[slot];
  }

  void addWeight(int slot, long weight) {
    weights[slot] += weight;
  }

  Vector[] columns() {
    return store.columns();
  }

  long[] weights() {
    return weights;
  }

  int slotLimit() {
    return store.slotLimit();
  }

  int size() {
    return store.size();
  }

  private void grow(int slot, int key) {
    if (slot >= weights.length) {
      int capacity = Math.max(slot + 1, weights.length * 2);
      weights = Arrays.copyOf(weights, capacity);
      previous = Arrays.copyOf(previous, capacity);
      next = Arrays.copyOf(next, capacity);
      keyOf = Arrays.copyOf(keyOf, capacity);
    }
    if (key >= first.length) {
      int old = first.length;
      int capacity = Math.max(key + 1, old * 2);
      first = Arrays.copyOf(first, capacity);
      last = Arrays.copyOf(last, capacity);
      Arrays.fill(first, old, capacity, NONE);
      Arrays.fill(last, old, capacity, NONE);
    }
  }

  @Override
  public long memoryBytes() {
    return store.memoryBytes()
        + keys.memoryBytes()
        + 8L * weights.length
        + 4L * (previous.length + next.length + keyOf.length + first.length + last.length);
  }
}
