package io.velostream.operators.rows;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.List;

/// A Z-set at rest: different rows with the sums of their weights. A row whose weight becomes 0 is
/// forgotten.
///
/// Each row remembers when it last appeared (became different from 0), so that ties can be settled
/// by arrival.
public final class Consolidator implements MemorySized {
  private final List<Lane> lanes;
  private final RowTable table;
  private long[] weights = new long[RowStore.INITIAL_CAPACITY];
  private long[] arrivals = new long[RowStore.INITIAL_CAPACITY];
  private long arrival;

  /// An empty multiset of rows with these lanes.
  public Consolidator(List<Lane> lanes) {
    this.lanes = List.copyOf(lanes);
    table = new RowTable(lanes);
  }

  /// Adds all live rows of a batch.
  public void add(Batch batch) {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      add(batch.columns(), row, batch.weightAt(row));
    }
  }

  /// Adds a row and returns its slot, or -1 when it is gone by that.
  public int add(Vector[] columns, int row, long weight) {
    int before = table.size();
    int slot = table.findOrAdd(columns, row);
    if (table.size() > before) {
      if (slot >= weights.length) {
        weights = Arrays.copyOf(weights, Math.max(slot + 1, weights.length * 2));
        arrivals = Arrays.copyOf(arrivals, weights.length);
      }
      weights[slot] = 0;
      arrivals[slot] = arrival++;
    }
    weights[slot] += weight;
    if (weights[slot] == 0) {
      table.remove(slot);
      return -1;
    }
    return slot;
  }

  /// The slot of an equal row, or -1.
  public int find(Vector[] columns, int row) {
    return table.find(columns, row);
  }

  /// Forgets the row at a slot.
  public void remove(int slot) {
    weights[slot] = 0;
    table.remove(slot);
  }

  /// The rows by slot; slots whose weight is 0 are not in use. Valid until the next change.
  public Vector[] columns() {
    return table.columns();
  }

  /// Weights by slot, 0 where there is no row; to be read up to [#slotLimit()].
  public long[] weights() {
    return weights;
  }

  /// When the rows appeared, by slot: a number that only grows.
  public long[] arrivals() {
    return arrivals;
  }

  /// All slots in use are below this number.
  public int slotLimit() {
    return table.slotLimit();
  }

  /// The slots in use, in ascending order.
  public int[] liveSlots() {
    return table.liveSlots();
  }

  /// Writes the rows, in order of their appearance.
  public void save(StateOutput out) {
    out.putVarint(arrival);
    int[] slots = table.liveSlots();
    new IntSort().sort(slots, 0, slots.length, (a, b) -> Long.compare(arrivals[a], arrivals[b]));
    SavedRows.save(
        lanes,
        table.columns(),
        slots,
        slots.length,
        out,
        (rows, from, count) -> {
          for (int i = from; i < from + count; i++) {
            out.putSigned(weights[rows[i]]);
          }
          out.putLongs(arrivals, rows, from, count);
        });
  }

  /// Adds the rows that [#save] has written; those of several come in order of appearance in each.
  ///
  /// @param keys which of the rows: those whose columns `keys.by()` belong there; all, if it says
  ///   nothing of columns
  public void restore(StateInput in, KeyRange keys) {
    long next = in.getVarint();
    SavedRows.restore(lanes, in, (columns, count) -> restoreRows(in, keys, columns, count));
    arrival = Math.max(arrival, next);
  }

  private void restoreRows(StateInput in, KeyRange keys, Vector[] columns, int count) {
    long[] sums = new long[count];
    long[] appeared = new long[count];
    int[] all = new int[count];
    for (int i = 0; i < count; i++) {
      sums[i] = in.getSigned();
      all[i] = i;
    }
    in.getLongs(appeared, all, 0, count);
    long[] hashes = new long[count];
    boolean chosen = !keys.by().isEmpty();
    if (chosen) {
      keys.hash(columns, count, hashes);
    }
    for (int i = 0; i < count; i++) {
      if (chosen && !keys.holds(hashes[i])) {
        continue;
      }
      int before = table.size();
      int slot = add(columns, i, sums[i]);
      if (slot < 0 || table.size() == before) {
        throw in.damaged("a row that is there " + sums[i] + " times, or twice");
      }
      arrivals[slot] = appeared[i];
    }
  }

  /// Number of different rows.
  public int size() {
    return table.size();
  }

  @Override
  public long memoryBytes() {
    return table.memoryBytes() + 8L * (weights.length + arrivals.length);
  }
}
