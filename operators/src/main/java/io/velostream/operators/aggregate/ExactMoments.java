package io.velostream.operators.aggregate;

import io.velostream.state.ExactSums;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// Exact sums of numbers and of their squares, for input with retractions or without an order. The
/// spread is computed from them without cancellation, in whole numbers, when it is read.
///
/// A square is the exact pair of a product and its error (T. J. Dekker, 1971), unless it underflows
/// or overflows; even then a retraction takes away just what the insertion added.
final class ExactMoments extends Moments {
  private final ExactSums sums = new ExactSums();
  private final ExactSums squares = new ExactSums();
  private long[] counts = new long[0];

  ExactMoments(int column, int scale) {
    super(column, scale);
  }

  @Override
  void reserve(int slots) {
    sums.reserve(slots);
    squares.reserve(slots);
    if (slots > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(slots, Math.max(64, counts.length * 2)));
    }
  }

  @Override
  void addNumbers(double[] numbers, GroupedRows in) {
    for (int k = 0; k < in.count; k++) {
      int slot = in.slots[k];
      long weight = in.weight(in.row(k));
      double number = numbers[k];
      double square = number * number;
      counts[slot] += weight;
      sums.add(slot, number, weight);
      squares.add(slot, square, weight);
      if (Double.isFinite(square)) {
        squares.add(slot, Math.fma(number, number, -square), weight);
      }
    }
  }

  @Override
  Accumulator newTrace() {
    return new OrderedMoments(this);
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    ((OrderedMoments) trace).set(at, spread(slot));
  }

  @Override
  void write(int[] slots, int from, int count, double[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at + i] = spread(slots[from + i]);
    }
  }

  private double spread(int slot) {
    long count = counts[slot];
    if (count <= 0) {
      return 0;
    }
    if (sums.isSpecial(slot) || squares.isSpecial(slot)) {
      return Double.NaN;
    }
    return Math.max(0, ExactSpread.of(sums, sums, squares, slot, count));
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    ExactMoments other = (ExactMoments) from;
    counts[slot] += other.counts[fromSlot];
    sums.merge(other.sums, fromSlot, slot);
    squares.merge(other.squares, fromSlot, slot);
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    out.putLongs(counts, slots, from, count);
    sums.save(out, slots, from, count);
    squares.save(out, slots, from, count);
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    in.getLongs(counts, slots, from, count);
    sums.restore(in, slots, from, count);
    squares.restore(in, slots, from, count);
  }

  @Override
  void clear(int slot) {
    counts[slot] = 0;
    sums.clear(slot);
    squares.clear(slot);
  }

  @Override
  void clearAll(int limit) {
    Arrays.fill(counts, 0, limit, 0);
    sums.clearAll(limit);
    squares.clearAll(limit);
  }

  @Override
  public long memoryBytes() {
    return sums.memoryBytes() + squares.memoryBytes() + 8L * counts.length;
  }
}
