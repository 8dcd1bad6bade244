package io.velostream.operators.top;

import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.operators.rows.IntSort;
import io.velostream.operators.rows.RadixSort;
import java.util.OptionalInt;

/// Puts the rows of a result that is complete in order: that of the closing column, if there is
/// one, then that of the ranks, over all partitions.
final class ResultSort implements MemorySized {
  /// Fewer rows are in the nearest memory: comparing them is as fast.
  private static final int FEW = 1_024;

  private final OptionalInt closingColumn;
  private final RankedRows rows;
  private final IntSort byComparing = new IntSort();
  private final RadixSort byNumber = new RadixSort();

  ResultSort(TopSpec spec, RankedRows rows) {
    this.closingColumn = spec.closingColumn();
    this.rows = rows;
  }

  /// Sorts slots.
  void sort(int[] slots, int count) {
    if (count < FEW || !fillKeys(slots, count)) {
      byComparing.sort(slots, 0, count, this::compare);
      return;
    }
    byNumber.sort(slots, count);
    long[] keys = byNumber.keys(count);
    int from = 0;
    for (int i = 1; i <= count; i++) {
      if (i == count || keys[i] != keys[from]) {
        byComparing.sort(slots, from, i, this::compare);
        from = i;
      }
    }
  }

  /// Gives each slot a number in the order of what is compared first.
  ///
  /// @return whether there is such a number
  private boolean fillKeys(int[] slots, int count) {
    OptionalInt first = closingColumn.isPresent() ? closingColumn : rows.order().firstColumn();
    if (first.isEmpty()
        || !(rows.columns()[first.getAsInt()] instanceof LongVector numbers)
        || numbers.nulls() != null) {
      return false;
    }
    boolean descends = closingColumn.isEmpty() && rows.order().descends();
    long[] values = numbers.values();
    long[] keys = byNumber.keys(count);
    for (int i = 0; i < count; i++) {
      long value = values[slots[i]];
      keys[i] = descends ? ~value : value;
    }
    return true;
  }

  private int compare(int a, int b) {
    if (closingColumn.isPresent()) {
      long[] ends = ((LongVector) rows.columns()[closingColumn.getAsInt()]).values();
      int byEnd = Long.compare(ends[a], ends[b]);
      if (byEnd != 0) {
        return byEnd;
      }
    }
    return rows.compare(a, b);
  }

  @Override
  public long memoryBytes() {
    return byNumber.memoryBytes();
  }
}
