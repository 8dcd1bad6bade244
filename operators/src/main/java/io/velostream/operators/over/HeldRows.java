package io.velostream.operators.over;

import io.velostream.columnar.Lane;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.RowStore;
import java.util.Arrays;
import java.util.List;

/// The rows that a [RowEvaluator] holds, by slot. A row stays while its partition has it or an
/// aggregate has it pinned; it is given up by [#sweep()], once everything that refers to it is out.
final class HeldRows implements MemorySized {
  private final RowStore store;

  /// The row's number in the order.
  private long[] numbers = new long[64];

  /// References by slot: one of the partition and one of each pin.
  private int[] references = new int[64];

  private int[] unreferenced = new int[64];
  private int unreferencedCount;
  private long nextNumber;

  HeldRows(List<Lane> lanes) {
    store = new RowStore(lanes);
  }

  /// Takes the next row of the order, referred to by its partition.
  int add(Vector[] columns, int row) {
    int slot = store.add(columns, row);
    if (slot >= numbers.length) {
      numbers = Arrays.copyOf(numbers, numbers.length * 2);
      references = Arrays.copyOf(references, references.length * 2);
    }
    numbers[slot] = nextNumber++;
    references[slot] = 1;
    return slot;
  }

  void pin(int slot) {
    references[slot]++;
  }

  /// Takes a reference back.
  void unpin(int slot) {
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

  Vector[] columns() {
    return store.columns();
  }

  Vector column(int index) {
    return store.columns()[index];
  }

  /// Numbers in the order by slot.
  long[] numbers() {
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
