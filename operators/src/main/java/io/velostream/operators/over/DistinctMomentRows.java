package io.velostream.operators.over;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Map;
import java.util.TreeMap;

/// SUM, AVG and variances of different values as doubles.
///
/// Values leave in an order of their own, and a double cannot be taken away exactly. So the moments
/// are computed anew for a row whose set of values differs from the row before, in ascending order
/// of the values, which makes the result a function of the set alone. Costs time by the number of
/// different values in the frame.
final class DistinctMomentRows extends RowAggregator {
  private final FrameFunction function;
  private final DoubleValues reader;
  private final boolean real;
  private final TreeMap<Double, Integer> counts = new TreeMap<>();
  private final Moments moments = new Moments();
  private boolean stale;

  DistinctMomentRows(
      FrameRows rows,
      int argument,
      int filter,
      FrameFunction function,
      DoubleValues reader,
      boolean real) {
    super(rows, argument, filter, true);
    this.function = function;
    this.reader = reader;
    this.real = real;
  }

  @Override
  void add(int slot) {
    if (counts.merge(value(slot), 1, Integer::sum) == 1) {
      stale = true;
    }
  }

  @Override
  void remove(int slot) {
    Integer left = counts.computeIfPresent(value(slot), (_, n) -> n == 1 ? null : n - 1);
    if (left == null) {
      stale = true;
    }
  }

  /// Boxed, with one zero.
  private Double value(int slot) {
    return reader.get(values(), slot) + 0.0;
  }

  @Override
  void save(StateOutput out, SlotWriter slotWriter) {
    out.putVarint(counts.size());
    counts.forEach((value, times) -> {
      out.putDouble(value);
      out.putVarint(times);
    });
  }

  @Override
  void restore(StateInput in, SlotReader slotReader) {
    for (int rest = in.getCount(Double.BYTES + 1); rest > 0; rest--) {
      double value = in.getDouble();
      counts.put(value, in.getIndex(Integer.MAX_VALUE));
    }
    stale = true;
  }

  @Override
  void result(int slot, ResultColumn column) {
    if (stale) {
      moments.clear();
      for (Map.Entry<Double, Integer> entry : counts.entrySet()) {
        moments.add(entry.getKey());
      }
      stale = false;
    }
    moments.result(function, real, slot, column);
  }

  @Override
  long memoryBytes() {
    return 64L * counts.size();
  }
}
