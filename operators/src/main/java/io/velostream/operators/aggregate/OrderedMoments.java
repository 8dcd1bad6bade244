package io.velostream.operators.aggregate;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// Mean and squared distances by B. P. Welford's recurrence (1962), merged by the formula of Chan,
/// Golub and LeVeque: for input that only grows, in a given order.
final class OrderedMoments extends Moments {
  private long[] counts = new long[0];
  private double[] means = new double[0];
  private double[] squares = new double[0];

  OrderedMoments(int column, int scale) {
    super(column, scale);
  }

  OrderedMoments(Moments like) {
    super(like);
  }

  @Override
  void reserve(int slots) {
    if (slots > counts.length) {
      int length = Math.max(slots, Math.max(64, counts.length * 2));
      counts = Arrays.copyOf(counts, length);
      means = Arrays.copyOf(means, length);
      squares = Arrays.copyOf(squares, length);
    }
  }

  @Override
  void addNumbers(double[] numbers, GroupedRows in) {
    for (int k = 0; k < in.count; k++) {
      int slot = in.slots[k];
      long weight = in.weight(in.row(k));
      long count = counts[slot] + weight;
      double distance = numbers[k] - means[slot];
      double mean = means[slot] + distance * weight / count;
      squares[slot] += weight * distance * (numbers[k] - mean);
      means[slot] = mean;
      counts[slot] = count;
    }
  }

  @Override
  Accumulator newTrace() {
    return new OrderedMoments(this);
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    ((OrderedMoments) trace).squares[at] = squares[slot];
  }

  /// Puts a sum of squared distances at a slot.
  void set(int slot, double sum) {
    squares[slot] = sum;
  }

  @Override
  void write(int[] slots, int from, int count, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at + i] = squares[slots[from + i]];
    }
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    OrderedMoments other = (OrderedMoments) from;
    long more = other.counts[fromSlot];
    if (more == 0) {
      return;
    }
    long count = counts[slot] + more;
    double distance = other.means[fromSlot] - means[slot];
    squares[slot] +=
        other.squares[fromSlot] + distance * distance * ((double) counts[slot] * more / count);
    means[slot] += distance * more / count;
    counts[slot] = count;
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    out.putLongs(counts, slots, from, count);
    out.putDoubles(means, slots, from, count);
    out.putDoubles(squares, slots, from, count);
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    in.getLongs(counts, slots, from, count);
    in.getDoubles(means, slots, from, count);
    in.getDoubles(squares, slots, from, count);
  }

  @Override
  void clear(int slot) {
    counts[slot] = 0;
    means[slot] = 0;
    squares[slot] = 0;
  }

  @Override
  void clearAll(int limit) {
    Arrays.fill(counts, 0, limit, 0);
    Arrays.fill(means, 0, limit, 0);
    Arrays.fill(squares, 0, limit, 0);
  }

  @Override
  public long memoryBytes() {
    return 24L * counts.length;
  }
}
