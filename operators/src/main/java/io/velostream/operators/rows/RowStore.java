package io.velostream.operators.rows;

import io.velostream.columnar.Lane;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /// While a saved store is read: the slots that are to be free at the end of it.
  private int @Nullable [] freeAfterwards;

  private int restoredEnd;

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
      reserve(end);
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

  /// The slots that hold a row, in ascending order.
  public int[] liveSlots() {
    BitSet holes = holes();
    int[] slots = new int[size()];
    int slot = -1;
    for (int i = 0; i < slots.length; i++) {
      slot = holes.nextClearBit(slot + 1);
      slots[i] = slot;
    }
    return slots;
  }

  /// The slots below [#slotLimit] that hold none.
  BitSet holes() {
    BitSet holes = new BitSet();
    for (int i = 0; i < freeCount; i++) {
      holes.set(free[i]);
    }
    return holes;
  }

  /// Writes which slots have no row, in the order in which they will be taken.
  void saveHoles(StateOutput out) {
    out.putVarint(freeCount);
    for (int i = 0; i < freeCount; i++) {
      out.putVarint(free[i]);
    }
  }

  /// Reads what [#saveHoles] has written beside `rows` rows. An empty store that is told to gives
  /// the next rows the slots between the holes; [#endRestore] comes after them.
  void restoreHoles(StateInput in, int rows, boolean sameSlots) {
    int holes = in.getCount(1);
    if ((long) rows + holes > Integer.MAX_VALUE / 16) {
      throw in.damaged(rows + " rows");
    }
    int all = rows + holes;
    int[] order = new int[holes];
    BitSet taken = new BitSet(all);
    for (int i = 0; i < holes; i++) {
      order[i] = in.getIndex(all);
      taken.set(order[i]);
    }
    if (taken.cardinality() != holes) {
      throw in.damaged("a slot that is free twice");
    }
    if (!sameSlots || end != 0) {
      return;
    }
    freeAfterwards = order;
    free = new int[Math.max(INITIAL_CAPACITY, rows)];
    freeCount = rows;
    int slot = -1;
    for (int i = rows - 1; i >= 0; i--) {
      slot = taken.nextClearBit(slot + 1);
      free[i] = slot;
    }
    end = all;
    restoredEnd = all;
    reserve(all);
  }

  private void reserve(int slots) {
    if (slots > capacity) {
      capacity = Math.max(slots, capacity * 2);
      for (StoredColumn column : columns) {
        column.grow(capacity);
      }
    }
  }

  /// All rows of a store that was saved have been added.
  void endRestore(StateInput in) {
    int[] holes = freeAfterwards;
    if (holes != null) {
      if (freeCount != 0 || end != restoredEnd) {
        throw in.damaged("another number of rows than is told");
      }
      freeCount = holes.length;
      free = Arrays.copyOf(holes, Math.max(INITIAL_CAPACITY, holes.length));
      freeAfterwards = null;
    }
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
