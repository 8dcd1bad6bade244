package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DoubleVector;
import io.velostream.state.SlotField;
import io.velostream.state.SlotRows;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import org.jspecify.annotations.Nullable;

/// Sums of doubles by plain addition in the order of the rows: for input that only grows, in one
/// pipeline, where that order is given.
final class OrderedDoubleSum extends DoubleSum {
  private final int column;
  private SlotRows rows = new SlotRows();
  private int sumField;

  OrderedDoubleSum(int column) {
    this.column = column;
  }

  @Override
  void claim(SlotRows shared) {
    rows = shared;
    sumField = shared.claim(1);
  }

  @Override
  void reserve(int slots) {}

  private SlotField sums() {
    return rows.field(sumField);
  }

  private double sum(int slot) {
    return Double.longBitsToDouble(sums().get(slot));
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    double[] values = ((DoubleVector) batch.column(column)).values();
    SlotField sums = sums();
    if (in.weights != null) {
      for (int k = 0; k < in.count; k++) {
        int row = in.row(k);
        add(sums.words(), sums.place(in.slots[k]), values[row] * in.weights[row]);
      }
    } else if (in.rows == null && sums.stride() == 1) {
      addAll(values, in.slots, in.count, sums.words());
    } else if (in.rows == null) {
      addAll(values, in.slots, in.count, sums);
    } else {
      addSelected(values, in.rows, in.slots, in.count, sums);
    }
  }

  private static void add(long[] words, int place, double value) {
    words[place] = Double.doubleToRawLongBits(Double.longBitsToDouble(words[place]) + value);
  }

  private static void addAll(double[] values, int[] slots, int count, SlotField sums) {
    for (int k = 0; k < count; k++) {
      add(sums.words(), sums.place(slots[k]), values[k]);
    }
  }

  /// The same for sums that lie beside one another.
  private static void addAll(double[] values, int[] slots, int count, long[] sums) {
    for (int k = 0; k < count; k++) {
      add(sums, slots[k], values[k]);
    }
  }

  private static void addSelected(
      double[] values, int[] selected, int[] slots, int count, SlotField sums) {
    for (int k = 0; k < count; k++) {
      add(sums.words(), sums.place(slots[k]), values[selected[k]]);
    }
  }

  @Override
  void addEach(Batch batch, GroupedRows in, boolean @Nullable [] active, Accumulator trace) {
    double[] values = ((DoubleVector) batch.column(column)).values();
    OrderedDoubleSum to = (OrderedDoubleSum) trace;
    for (int k = 0; k < in.count; k++) {
      int slot = in.slots[k];
      double sum = sum(slot);
      to.set(2 * k, sum);
      if (active == null || active[k]) {
        int row = in.row(k);
        sum += in.weights == null ? values[row] : values[row] * in.weights[row];
        set(slot, sum);
      }
      to.set(2 * k + 1, sum);
    }
  }

  @Override
  Accumulator newTrace() {
    return new OrderedDoubleSum(column);
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    ((OrderedDoubleSum) trace).set(at, sum(slot));
  }

  /// Puts a sum at a slot.
  void set(int slot, double sum) {
    sums().set(slot, Double.doubleToRawLongBits(sum));
  }

  @Override
  void write(int[] slots, int from, int count, double[] out, int at) {
    SlotField sums = sums();
    for (int i = 0; i < count; i++) {
      out[at + i] = Double.longBitsToDouble(sums.get(slots[from + i]));
    }
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    set(slot, sum(slot) + ((OrderedDoubleSum) from).sum(fromSlot));
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    sums().save(out, slots, from, count);
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    sums().restore(in, slots, from, count);
  }

  @Override
  void clear(int slot) {
    set(slot, 0);
  }

  @Override
  void clearAll(int limit) {}

  @Override
  public long memoryBytes() {
    return 0;
  }
}
