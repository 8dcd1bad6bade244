package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DoubleVector;
import io.velostream.state.ExactSums;
import io.velostream.state.SlotRows;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// Exact sums of doubles, rounded when read: for input with retractions, and where the order of
/// addition is not given.
final class ExactDoubleSum extends DoubleSum {
  private final int column;
  private final ExactSums sums = new ExactSums();

  ExactDoubleSum(int column) {
    this.column = column;
  }

  @Override
  void claim(SlotRows rows) {
    sums.claim(rows);
  }

  @Override
  void reserve(int slots) {
    sums.reserve(slots);
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    double[] values = ((DoubleVector) batch.column(column)).values();
    if (in.weights != null) {
      for (int k = 0; k < in.count; k++) {
        int row = in.row(k);
        sums.addOne(in.slots[k], values[row], in.weights[row]);
      }
    } else if (in.rows == null) {
      sums.addAll(values, in.slots, in.count);
    } else {
      sums.addSelected(values, in.rows, in.slots, in.count);
    }
  }

  @Override
  Accumulator newTrace() {
    return new OrderedDoubleSum(column);
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    ((OrderedDoubleSum) trace).set(at, sums.value(slot));
  }

  @Override
  void write(int[] slots, int from, int count, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at + i] = sums.value(slots[from + i]);
    }
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    sums.merge(((ExactDoubleSum) from).sums, fromSlot, slot);
  }

  @Override
  void mergeAll(Accumulator from, int[] fromSlots, int[] slots, int count) {
    sums.mergeAll(((ExactDoubleSum) from).sums, fromSlots, slots, count);
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    sums.save(out, slots, from, count);
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    sums.restore(in, slots, from, count);
  }

  @Override
  void clear(int slot) {
    sums.clear(slot);
  }

  @Override
  void clearAll(int limit) {
    sums.clearAll(limit);
  }

  @Override
  public long memoryBytes() {
    return sums.memoryBytes();
  }
}
