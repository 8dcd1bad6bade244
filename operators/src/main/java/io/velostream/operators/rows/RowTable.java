package io.velostream.operators.rows;

import io.velostream.columnar.Lane;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.DamagedStateException;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// A set of different rows, each with a dense slot number: a [RowStore] with a hash index.
///
/// Open addressing with linear probing; removal shifts the rest of the cluster back (Knuth, The Art
/// of Computer Programming, volume 3, 6.4, algorithm R), so that there are no tombstones.
public final class RowTable implements MemorySized {
  private final RowStore store;
  private long[] hashes = new long[RowStore.INITIAL_CAPACITY];

  /// Slot + 1 at each place, 0 where free.
  private int[] index = new int[RowStore.INITIAL_CAPACITY * 2];

  /// A table of rows with these lanes.
  public RowTable(List<Lane> lanes) {
    store = new RowStore(lanes);
  }

  /// The slot of an equal row, or -1.
  public int find(Vector[] from, int row) {
    return find(from, row, Cells.hash(from, row));
  }

  /// The slot of an equal row, which is copied in when there is none: then [#size()] grows.
  public int findOrAdd(Vector[] from, int row) {
    long hash = Cells.hash(from, row);
    int slot = find(from, row, hash);
    if (slot < 0) {
      slot = store.add(from, row);
      if (slot >= hashes.length) {
        hashes = Arrays.copyOf(hashes, Math.max(slot + 1, hashes.length * 2));
      }
      hashes[slot] = hash;
      if (store.size() * 2 > index.length) {
        rehash();
      }
      place(slot);
    }
    return slot;
  }

  /// Removes the row at a slot.
  public void remove(int slot) {
    int mask = index.length - 1;
    int hole = (int) hashes[slot] & mask;
    while (index[hole] != slot + 1) {
      hole = (hole + 1) & mask;
    }
    int at = hole;
    while (true) {
      at = (at + 1) & mask;
      if (index[at] == 0) {
        break;
      }
      int home = (int) hashes[index[at] - 1] & mask;
      // An entry may move into the hole unless its home lies between the hole and itself.
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        index[hole] = index[at];
        hole = at;
      }
    }
    index[hole] = 0;
    store.remove(slot);
  }

  /// The slots in use, in ascending order.
  public int[] liveSlots() {
    return store.liveSlots();
  }

  /// The slots below the limit that are free.
  BitSet holes() {
    return store.supply().holes();
  }

  /// Writes which slots below the limit are free, in the order in which they will be taken.
  public void saveHoles(StateOutput out) {
    store.supply().saveHoles(out);
  }

  /// Reads what [#saveHoles] has written beside `rows` rows. An empty table that is told to gives
  /// the next rows the slots between the holes; [#endRestore] comes after them.
  public void restoreHoles(StateInput in, int rows, boolean sameSlots) {
    store.restoreHoles(in, rows, sameSlots);
  }

  /// All rows of a table that was saved have been added.
  ///
  /// @throws DamagedStateException when it was another number
  public void endRestore(StateInput in) {
    store.supply().endRestore(in);
  }

  /// The columns by slot, valid until the next row is added.
  public Vector[] columns() {
    return store.columns();
  }

  /// Number of rows.
  public int size() {
    return store.size();
  }

  /// All slots in use are below this number.
  public int slotLimit() {
    return store.slotLimit();
  }

  private int find(Vector[] from, int row, long hash) {
    int mask = index.length - 1;
    int at = (int) hash & mask;
    while (index[at] != 0) {
      int slot = index[at] - 1;
      if (hashes[slot] == hash && Cells.equal(store.columns(), slot, from, row)) {
        return slot;
      }
      at = (at + 1) & mask;
    }
    return -1;
  }

  private void place(int slot) {
    int mask = index.length - 1;
    int at = (int) hashes[slot] & mask;
    while (index[at] != 0) {
      at = (at + 1) & mask;
    }
    index[at] = slot + 1;
  }

  private void rehash() {
    int[] old = index;
    index = new int[old.length * 2];
    for (int entry : old) {
      if (entry != 0) {
        place(entry - 1);
      }
    }
  }

  @Override
  public long memoryBytes() {
    return store.memoryBytes() + 8L * hashes.length + 4L * index.length;
  }
}
