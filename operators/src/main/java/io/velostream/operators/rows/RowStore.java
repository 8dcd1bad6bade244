package io.velostream.operators.rows;

import io.velostream.columnar.Lane;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.state.SlotSupply;
import io.velostream.state.snapshot.StateInput;
import java.util.BitSet;
import java.util.List;

/// Rows in columns, each under a slot number that stays the same until the row is removed; slots of
/// removed rows are used again. All bytes are copied in.
public final class RowStore implements MemorySized {
  static final int INITIAL_CAPACITY = 64;

  private final StoredColumn[] columns;
  private final Vector[] views;
  private final SlotSupply supply = new SlotSupply();
  private int capacity = INITIAL_CAPACITY;
  private boolean viewsStale = true;

  /// A store of rows with these lanes.
  public RowStore(List<Lane> lanes) {
    columns = lanes.stream().map(StoredColumn::of).toArray(StoredColumn[]::new);
    views = new Vector[columns.length];
  }

  /// Copies a row and returns its slot.
  public int add(Vector[] from, int row) {
    int slot = supply.take();
    reserve(supply.limit());
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
    supply.giveBack(slot);
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
    BitSet holes = supply.holes();
    int[] slots = new int[size()];
    int slot = -1;
    for (int i = 0; i < slots.length; i++) {
      slot = holes.nextClearBit(slot + 1);
      slots[i] = slot;
    }
    return slots;
  }

  /// Which slots there are.
  SlotSupply supply() {
    return supply;
  }

  /// Reads what the supply of a store has written beside `rows` rows. An empty store that is told
  /// to gives the next rows the same slots; the supply's end of restoring comes after them.
  void restoreHoles(StateInput in, int rows, boolean sameSlots) {
    if (supply.restoreHoles(in, rows, Integer.MAX_VALUE / 16, "rows", sameSlots)) {
      reserve(supply.limit());
    }
  }

  private void reserve(int slots) {
    if (slots > capacity) {
      capacity = Math.max(slots, capacity * 2);
      for (StoredColumn column : columns) {
        column.grow(capacity);
      }
    }
  }

  /// Number of rows held.
  public int size() {
    return supply.taken();
  }

  /// All slots in use are below this number.
  public int slotLimit() {
    return supply.limit();
  }

  @Override
  public long memoryBytes() {
    long bytes = supply.memoryBytes();
    for (StoredColumn column : columns) {
      bytes += column.memoryBytes();
    }
    return bytes;
  }
}
