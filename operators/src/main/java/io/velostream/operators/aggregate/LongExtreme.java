package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.LongBuffer;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// MIN or MAX of 64-bit integers over input that only grows. An empty slot holds the value that
/// every other one beats or equals.
final class LongExtreme extends PickedValue {
  private final int column;
  private final boolean greatest;
  private final long none;
  private long[] values = new long[0];

  LongExtreme(int column, boolean greatest) {
    this.column = column;
    this.greatest = greatest;
    this.none = greatest ? Long.MIN_VALUE : Long.MAX_VALUE;
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
    long[] from = ((LongVector) batch.column(column)).values();
    if (greatest) {
      addGreatest(from, in.rows, in.slots, in.count, values);
    } else {
      addLeast(from, in.rows, in.slots, in.count, values);
    }
  }

  private static void addLeast(
      long[] from, int @Nullable [] rows, int[] slots, int count, long[] values) {
    for (int k = 0; k < count; k++) {
      int slot = slots[k];
      values[slot] = Math.min(values[slot], from[rows == null ? k : rows[k]]);
    }
  }

  private static void addGreatest(
      long[] from, int @Nullable [] rows, int[] slots, int count, long[] values) {
    for (int k = 0; k < count; k++) {
      int slot = slots[k];
      values[slot] = Math.max(values[slot], from[rows == null ? k : rows[k]]);
    }
  }

  @Override
  void addEach(Batch batch, GroupedRows in, boolean @Nullable [] active, Accumulator trace) {
    long[] from = ((LongVector) batch.column(column)).values();
    long[] to = ((LongExtreme) trace).values;
    for (int k = 0; k < in.count; k++) {
      int slot = in.slots[k];
      long value = values[slot];
      to[2 * k] = value;
      if (active == null || active[k]) {
        long next = from[in.row(k)];
        value = greatest ? Math.max(value, next) : Math.min(value, next);
        values[slot] = value;
      }
      to[2 * k + 1] = value;
    }
  }

  @Override
  Accumulator newTrace() {
    return new LongExtreme(column, greatest);
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    ((LongExtreme) trace).values[at] = values[slot];
  }

  @Override
  void write(int[] slots, int from, int count, ColumnBuffer out, int at) {
    long[] to = ((LongBuffer) out).values();
    for (int i = 0; i < count; i++) {
      to[at + i] = values[slots[from + i]];
    }
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    long other = ((LongExtreme) from).values[fromSlot];
    values[slot] = greatest ? Math.max(values[slot], other) : Math.min(values[slot], other);
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    out.putLongs(values, slots, from, count);
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    in.getLongs(values, slots, from, count);
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
