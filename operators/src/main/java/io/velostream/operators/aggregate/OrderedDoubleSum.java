package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DoubleVector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sums of doubles by plain addition in the order of the rows: for input that only grows, in one
/// pipeline, where that order is given.
final class OrderedDoubleSum extends DoubleSum {
  private final int column;
  private double[] sums = new double[0];

  OrderedDoubleSum(int column) {
    this.column = column;
  }

  @Override
  void reserve(int slots) {
    if (slots > sums.length) {
      sums = Arrays.copyOf(sums, Math.max(slots, Math.max(64, sums.length * 2)));
    }
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    double[] values = ((DoubleVector) batch.column(column)).values();
    if (in.weights != null) {
      for (int k = 0; k < in.count; k++) {
        int row = in.row(k);
        sums[in.slots[k]] += values[row] * in.weights[row];
      }
    } else if (in.rows == null) {
      addAll(values, in.slots, in.count, sums);
    } else {
      addSelected(values, in.rows, in.slots, in.count, sums);
    }
  }

  private static void addAll(double[] values, int[] slots, int count, double[] sums) {
    for (int k = 0; k < count; k++) {
      sums[slots[k]] += values[k];
    }
  }

  private static void addSelected(
      double[] values, int[] rows, int[] slots, int count, double[] sums) {
    for (int k = 0; k < count; k++) {
      sums[slots[k]] += values[rows[k]];
    }
  }

  @Override
  void addEach(Batch batch, GroupedRows in, boolean @Nullable [] active, Accumulator trace) {
    double[] values = ((DoubleVector) batch.column(column)).values();
    double[] to = ((OrderedDoubleSum) trace).sums;
    for (int k = 0; k < in.count; k++) {
      int slot = in.slots[k];
      double sum = sums[slot];
      to[2 * k] = sum;
      if (active == null || active[k]) {
        int row = in.row(k);
        sum += in.weights == null ? values[row] : values[row] * in.weights[row];
        sums[slot] = sum;
      }
      to[2 * k + 1] = sum;
    }
  }

  @Override
  Accumulator newTrace() {
    return new OrderedDoubleSum(column);
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    ((OrderedDoubleSum) trace).set(at, sums[slot]);
  }

  /// Puts a sum at a slot.
  void set(int slot, double sum) {
    sums[slot] = sum;
  }

  @Override
  void write(int[] slots, int from, int count, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at + i] = sums[slots[from + i]];
    }
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    sums[slot] += ((OrderedDoubleSum) from).sums[fromSlot];
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    out.putDoubles(sums, slots, from, count);
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    in.getDoubles(sums, slots, from, count);
  }

  @Override
  void clear(int slot) {
    sums[slot] = 0;
  }

  @Override
  void clearAll(int limit) {
    Arrays.fill(sums, 0, limit, 0);
  }

  @Override
  public long memoryBytes() {
    return 8L * sums.length;
  }
}
