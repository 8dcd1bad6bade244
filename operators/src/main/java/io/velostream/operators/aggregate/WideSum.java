package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.WideVector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// Exact sums of unscaled decimals of 128 bits, kept in 192 so that an intermediate sum too large
/// for a decimal does no harm.
final class WideSum extends Accumulator {
  private final int column;
  private long[] low = new long[0];
  private long[] middle = new long[0];
  private long[] high = new long[0];

  WideSum(int column) {
    this.column = column;
  }

  /// Unsigned lower halves by slot.
  long[] low() {
    return low;
  }

  /// Unsigned middle parts by slot.
  long[] middle() {
    return middle;
  }

  /// Signed upper parts by slot.
  long[] high() {
    return high;
  }

  @Override
  void reserve(int slots) {
    if (slots > low.length) {
      int length = Math.max(slots, Math.max(64, low.length * 2));
      low = Arrays.copyOf(low, length);
      middle = Arrays.copyOf(middle, length);
      high = Arrays.copyOf(high, length);
    }
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    WideVector vector = (WideVector) batch.column(column);
    long[] upper = vector.high();
    long[] lower = vector.low();
    for (int k = 0; k < in.count; k++) {
      int row = in.row(k);
      int slot = in.slots[k];
      if (in.weights == null) {
        add(slot, upper[row] >> 63, upper[row], lower[row]);
      } else {
        addProduct(slot, upper[row], lower[row], in.weights[row]);
      }
    }
  }

  private void addProduct(int slot, long upper, long lower, long weight) {
    long product0 = lower * weight;
    // Signed factors: the unsigned lower half counts 2^64 more than its signed reading.
    long carry0 = Math.multiplyHigh(lower, weight) + (lower < 0 ? weight : 0);
    long product1 = upper * weight;
    long carry1 = Math.multiplyHigh(upper, weight);
    long middlePart = product1 + carry0;
    long highPart =
        carry1 + (carry0 >> 63) + (Long.compareUnsigned(middlePart, product1) < 0 ? 1 : 0);
    add(slot, highPart, middlePart, product0);
  }

  private void add(int slot, long highPart, long middlePart, long lowPart) {
    long newLow = low[slot] + lowPart;
    long carry = Long.compareUnsigned(newLow, lowPart) < 0 ? 1 : 0;
    low[slot] = newLow;
    long sum = middle[slot] + middlePart;
    long carryHigh = Long.compareUnsigned(sum, middlePart) < 0 ? 1 : 0;
    long newMiddle = sum + carry;
    carryHigh += carry != 0 && newMiddle == 0 ? 1 : 0;
    middle[slot] = newMiddle;
    high[slot] += highPart + carryHigh;
  }

  @Override
  Accumulator newTrace() {
    return new WideSum(column);
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    WideSum to = (WideSum) trace;
    to.low[at] = low[slot];
    to.middle[at] = middle[slot];
    to.high[at] = high[slot];
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    WideSum other = (WideSum) from;
    add(slot, other.high[fromSlot], other.middle[fromSlot], other.low[fromSlot]);
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    out.putLongs(low, slots, from, count);
    out.putLongs(middle, slots, from, count);
    out.putLongs(high, slots, from, count);
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    in.getLongs(low, slots, from, count);
    in.getLongs(middle, slots, from, count);
    in.getLongs(high, slots, from, count);
  }

  @Override
  void clear(int slot) {
    low[slot] = 0;
    middle[slot] = 0;
    high[slot] = 0;
  }

  @Override
  void clearAll(int limit) {
    Arrays.fill(low, 0, limit, 0);
    Arrays.fill(middle, 0, limit, 0);
    Arrays.fill(high, 0, limit, 0);
  }

  @Override
  public long memoryBytes() {
    return 24L * low.length;
  }
}
