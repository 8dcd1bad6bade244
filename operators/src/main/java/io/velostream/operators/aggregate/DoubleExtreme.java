package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DoubleVector;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.DoubleBuffer;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// MIN or MAX of doubles over input that only grows. NaN is greater than all other numbers; -0.0 is
/// 0.0, so that the result does not depend on which of them came first.
final class DoubleExtreme extends PickedValue {
  private final int column;
  private final boolean greatest;
  private final double none;
  private double[] values = new double[0];

  DoubleExtreme(int column, boolean greatest) {
    this.column = column;
    this.greatest = greatest;
    this.none = greatest ? Double.NEGATIVE_INFINITY : Double.NaN;
  }

  @Override
  void reserve(int slots) {
    int old = values.length;
    if (slots > old) {
      values = Arrays.copyOf(values, Math.max(slots, Math.max(64, old * 2)));
      Arrays.fill(values, old, values.length, none);
    }
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    double[] from = ((DoubleVector) batch.column(column)).values();
    if (greatest) {
      addGreatest(from, in.rows, in.slots, in.count, values);
    } else {
      addLeast(from, in.rows, in.slots, in.count, values);
    }
  }

  private static void addLeast(
      double[] from, int @Nullable [] rows, int[] slots, int count, double[] values) {
    for (int k = 0; k < count; k++) {
      int slot = slots[k];
      values[slot] = least(values[slot], from[rows == null ? k : rows[k]]);
    }
  }

  private static void addGreatest(
      double[] from, int @Nullable [] rows, int[] slots, int count, double[] values) {
    for (int k = 0; k < count; k++) {
      int slot = slots[k];
      values[slot] = greatest(values[slot], from[rows == null ? k : rows[k]]);
    }
  }

  private static double least(double held, double next) {
    return next < held || Double.isNaN(held) ? next + 0.0 : held;
  }

  private static double greatest(double held, double next) {
    return next > held ? next + 0.0 : Double.isNaN(next) ? Double.NaN : held;
  }

  @Override
  void addEach(Batch batch, GroupedRows in, boolean @Nullable [] active, Accumulator trace) {
    double[] from = ((DoubleVector) batch.column(column)).values();
    double[] to = ((DoubleExtreme) trace).values;
    for (int k = 0; k < in.count; k++) {
      int slot = in.slots[k];
      double value = values[slot];
      to[2 * k] = value;
      if (active == null || active[k]) {
        double next = from[in.row(k)];
        value = greatest ? greatest(value, next) : least(value, next);
        values[slot] = value;
      }
      to[2 * k + 1] = value;
    }
  }

  @Override
  Accumulator newTrace() {
    return new DoubleExtreme(column, greatest);
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    ((DoubleExtreme) trace).values[at] = values[slot];
  }

  @Override
  void write(int[] slots, int from, int count, ColumnBuffer out, int at) {
    double[] to = ((DoubleBuffer) out).values();
    for (int i = 0; i < count; i++) {
      to[at + i] = values[slots[from + i]];
    }
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    double other = ((DoubleExtreme) from).values[fromSlot];
    values[slot] = greatest ? greatest(values[slot], other) : least(values[slot], other);
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    out.putDoubles(values, slots, from, count);
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    in.getDoubles(values, slots, from, count);
  }

  @Override
  void clear(int slot) {
    values[slot] = none;
  }

  @Override
  void clearAll(int limit) {
    Arrays.fill(values, 0, limit, none);
  }

  @Override
  public long memoryBytes() {
    return 8L * values.length;
  }
}
