package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Vector;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// A value per slot of any lane, kept by copy: first and last values, and extremes of lanes without
/// a kernel of their own, over input that only grows.
final class HeldValue extends PickedValue {
  /// Which of a slot's values is held.
  enum Choice {
    LEAST,
    GREATEST,
    FIRST,
    LAST,
    /// The one that was put there: the form of a trace.
    GIVEN
  }

  private static final long NONE = Long.MIN_VALUE;

  private final int column;
  private final Lane lane;
  private final Choice choice;
  private final ColumnBuffer values;
  private long[] arrivals = new long[0];

  HeldValue(int column, Lane lane, Choice choice) {
    this.column = column;
    this.lane = lane;
    this.choice = choice;
    this.values = ColumnBuffer.of(lane, 64);
  }

  @Override
  void reserve(int slots) {
    if (choice == Choice.GIVEN) {
      // The next trace is written from its first slot on.
      values.reset();
    }
    int old = arrivals.length;
    if (slots > old) {
      int length = Math.max(slots, Math.max(64, old * 2));
      values.reserve(length);
      arrivals = Arrays.copyOf(arrivals, length);
      Arrays.fill(arrivals, old, length, NONE);
    }
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    Vector from = batch.column(column);
    for (int k = 0; k < in.count; k++) {
      int slot = in.slots[k];
      int row = in.row(k);
      long arrival = in.arrival(row);
      boolean takes =
          arrivals[slot] == NONE
              || switch (choice) {
                case LEAST -> ValueOrder.compare(from, row, values, slot) < 0;
                case GREATEST -> ValueOrder.compare(from, row, values, slot) > 0;
                case FIRST -> arrival < arrivals[slot];
                case LAST -> arrival > arrivals[slot];
                case GIVEN -> true;
              };
      if (takes) {
        values.set(slot, from, row);
        arrivals[slot] = arrival;
      }
    }
  }

  @Override
  Accumulator newTrace() {
    return new HeldValue(column, lane, Choice.GIVEN);
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    ((HeldValue) trace).values.set(at, values, slot);
  }

  /// Where a trace's values are put.
  ColumnBuffer values() {
    return values;
  }

  @Override
  void write(int[] slots, int from, int count, ColumnBuffer out, int at) {
    for (int i = 0; i < count; i++) {
      out.set(at + i, values, slots[from + i]);
    }
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    HeldValue other = (HeldValue) from;
    long arrival = other.arrivals[fromSlot];
    if (arrival == NONE) {
      return;
    }
    boolean takes =
        arrivals[slot] == NONE
            || switch (choice) {
              case LEAST -> ValueOrder.compare(other.values, fromSlot, values, slot) < 0;
              case GREATEST -> ValueOrder.compare(other.values, fromSlot, values, slot) > 0;
              case FIRST -> arrival < arrivals[slot];
              case LAST -> arrival > arrivals[slot];
              case GIVEN -> true;
            };
    if (takes) {
      values.set(slot, other.values, fromSlot);
      arrivals[slot] = arrival;
    }
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    out.putLongs(arrivals, slots, from, count);
    values.save(out, slots, from, count);
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    in.getLongs(arrivals, slots, from, count);
    values.restore(in, slots, from, count);
  }

  @Override
  void clear(int slot) {
    arrivals[slot] = NONE;
  }

  @Override
  void clearAll(int limit) {
    Arrays.fill(arrivals, 0, limit, NONE);
    values.reset();
  }

  @Override
  public long memoryBytes() {
    return values.memoryBytes() + 8L * arrivals.length;
  }
}
