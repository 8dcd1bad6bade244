package io.velostream.operators.rows;

import io.velostream.columnar.Lane;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import java.util.BitSet;
import java.util.List;

/// The rows of one input under slot numbers.
public abstract sealed class KeptRows implements MemorySized {
  /// @param retracts whether rows can be taken back, so that equal ones must be found
  public static KeptRows of(List<Lane> lanes, boolean retracts) {
    return retracts ? new Distinct(lanes) : new All(lanes);
  }

  /// The slot of a row, which is copied in unless an equal one is there: then [#size()] grows.
  public abstract int place(Vector[] columns, int row);

  /// Forgets the row at a slot.
  public abstract void remove(int slot);

  /// The columns by slot, valid until the next row is placed.
  public abstract Vector[] columns();

  /// The slots in use, in ascending order.
  public abstract int[] liveSlots();

  /// All slots in use are below this number.
  public abstract int slotLimit();

  /// The slots below the limit that are not in use.
  public abstract BitSet holes();

  /// Number of slots in use.
  public abstract int size();

  /// Equal rows have one slot.
  private static final class Distinct extends KeptRows {
    private final RowTable table;

    Distinct(List<Lane> lanes) {
      table = new RowTable(lanes);
    }

    @Override
    public int place(Vector[] columns, int row) {
      return table.findOrAdd(columns, row);
    }

    @Override
    public void remove(int slot) {
      table.remove(slot);
    }

    @Override
    public Vector[] columns() {
      return table.columns();
    }

    @Override
    public int[] liveSlots() {
      return table.liveSlots();
    }

    @Override
    public int slotLimit() {
      return table.slotLimit();
    }

    @Override
    public BitSet holes() {
      return table.holes();
    }

    @Override
    public int size() {
      return table.size();
    }

    @Override
    public long memoryBytes() {
      return table.memoryBytes();
    }
  }

  /// Each row has a slot of its own.
  private static final class All extends KeptRows {
    private final RowStore store;

    All(List<Lane> lanes) {
      store = new RowStore(lanes);
    }

    @Override
    public int place(Vector[] columns, int row) {
      return store.add(columns, row);
    }

    @Override
    public void remove(int slot) {
      store.remove(slot);
    }

    @Override
    public Vector[] columns() {
      return store.columns();
    }

    @Override
    public int[] liveSlots() {
      return store.liveSlots();
    }

    @Override
    public int slotLimit() {
      return store.slotLimit();
    }

    @Override
    public BitSet holes() {
      return store.supply().holes();
    }

    @Override
    public int size() {
      return store.size();
    }

    @Override
    public long memoryBytes() {
      return store.memoryBytes();
    }
  }
}
