package io.velostream.operators.over;

import io.velostream.columnar.Lane;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.RowStore;
import io.velostream.operators.rows.SavedRows;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.List;

/// The rows that a [RowEvaluator] holds, by slot. A row stays while its partition has it or an
/// aggregate has it pinned; it is given up by [#sweep()], once everything that refers to it is out.
final class HeldRows implements FrameRows, MemorySized {
  private final List<Lane> lanes;
  private final RowStore store;

  /// The row's number in the order.
  private long[] numbers = new long[64];

  /// References by slot: one of the partition and one of each pin.
  private int[] references = new int[64];

  private int[] unreferenced = new int[64];
  private int unreferencedCount;
  private long nextNumber;

  HeldRows(List<Lane> lanes) {
    this.lanes = List.copyOf(lanes);
    store = new RowStore(lanes);
  }

  /// Takes the next row of the order, referred to by its partition.
  int add(Vector[] columns, int row) {
    int slot = take(columns, row, nextNumber++);
    references[slot] = 1;
    return slot;
  }

  private int take(Vector[] columns, int row, long number) {
    int slot = store.add(columns, row);
    if (slot >= numbers.length) {
      numbers = Arrays.copyOf(numbers, numbers.length * 2);
      references = Arrays.copyOf(references, references.length * 2);
    }
    numbers[slot] = number;
    references[slot] = 0;
    return slot;
  }

  /// Says which of these slots are kept when rows are read.
  interface Kept {
    boolean test(int row);
  }

  /// Writes the rows at some slots.
  void save(StateOutput out, int[] slots) {
    out.putVarint(nextNumber);
    SavedRows.save(
        lanes,
        store.columns(),
        slots,
        slots.length,
        out,
        (rows, from, count) -> {
          for (int i = from; i < from + count; i++) {
            out.putSigned(numbers[rows[i]]);
          }
        });
  }

  /// Adds rows that [#save] has written, of which there must be `expected`. Nothing refers to them
  /// yet.
  ///
  /// @return their slots; -1 for those that are not kept
  int[] restore(StateInput in, int expected, Kept kept) {
    nextNumber = Math.max(nextNumber, in.getNumber());
    int[] slots = new int[expected];
    int[] at = new int[1];
    SavedRows.restore(
        lanes,
        in,
        (columns, count) -> {
          if (count > expected - at[0]) {
            throw in.damaged("more rows than the " + expected + " that are told");
          }
          for (int i = 0; i < count; i++) {
            long number = in.getSigned();
            slots[at[0]] = kept.test(at[0]) ? take(columns, i, number) : -1;
            at[0]++;
          }
        });
    if (at[0] != expected) {
      throw in.damaged(at[0] + " rows of the " + expected + " that are told");
    }
    return slots;
  }

  @Override
  public void pin(int slot) {
    references[slot]++;
  }

  @Override
  public void unpin(int slot) {
    if (--references[slot] == 0) {
      if (unreferencedCount == unreferenced.length) {
        unreferenced = Arrays.copyOf(unreferenced, unreferencedCount * 2);
      }
      unreferenced[unreferencedCount++] = slot;
    }
  }

  /// Gives up the rows that nothing refers to.
  void sweep() {
    for (int i = 0; i < unreferencedCount; i++) {
      store.remove(unreferenced[i]);
    }
    unreferencedCount = 0;
  }

  @Override
  public Vector[] columns() {
    return store.columns();
  }

  @Override
  public long[] numbers() {
    return numbers;
  }

  int slotLimit() {
    return store.slotLimit();
  }

  int size() {
    return store.size();
  }

  @Override
  public long memoryBytes() {
    return store.memoryBytes()
        + 8L * numbers.length
        + 4L * (references.length + unreferenced.length);
  }
}
