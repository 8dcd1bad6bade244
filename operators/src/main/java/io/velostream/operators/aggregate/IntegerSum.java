package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.state.SlotField;
import io.velostream.state.SlotRows;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Exact sums of integers and unscaled decimals of 64 bits.
///
/// The sum is `high * 2^64 + low` with *signed* `low`: as long as it fits 64 bits, as almost
/// always, an addition touches `low` only, and there is no `high` before the first sum that does
/// not.
final class IntegerSum extends Accumulator {
  private final int column;
  private SlotRows rows = new SlotRows();
  private int lowField;
  private long[] high = new long[0];

  IntegerSum(int column) {
    this.column = column;
  }

  @Override
  void claim(SlotRows shared) {
    rows = shared;
    lowField = shared.claim(1);
  }

  @Override
  void reserve(int slots) {
    if (high.length > 0 && slots > high.length) {
      high = Arrays.copyOf(high, rows.capacity());
    }
  }

  /// Whether no sum has an upper part.
  boolean isNarrow() {
    return high.length == 0;
  }

  /// The signed lower parts.
  SlotField low() {
    return rows.field(lowField);
  }

  /// The signed lower part of a slot.
  long low(int slot) {
    return low().get(slot);
  }

  /// The upper part of a slot; the sum is `high * 2^64 + low`.
  long high(int slot) {
    return high.length == 0 ? 0 : high[slot];
  }

  private void carry(int slot, long upper) {
    if (upper != 0) {
      if (high.length == 0) {
        high = new long[rows.capacity()];
      }
      high[slot] += upper;
    }
  }

  private void setHigh(int slot, long upper) {
    if (high.length > 0) {
      high[slot] = upper;
    } else {
      carry(slot, upper);
    }
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    long[] values = ((LongVector) batch.column(column)).values();
    SlotField sums = low();
    if (in.weights != null) {
      addWeighted(values, in, in.weights);
    } else if (in.rows == null && sums.stride() == 1) {
      addAll(values, in.slots, in.count, sums.words());
    } else if (in.rows == null) {
      addAll(values, in.slots, in.count, sums);
    } else {
      addSelected(values, in.rows, in.slots, in.count, sums);
    }
  }

  private void addAll(long[] values, int[] slots, int count, SlotField sums) {
    long[] words = sums.words();
    for (int k = 0; k < count; k++) {
      int slot = slots[k];
      int place = sums.place(slot);
      long value = values[k];
      long before = words[place];
      long after = before + value;
      if (((before ^ after) & (value ^ after)) < 0) {
        carry(slot, value < 0 ? -1 : 1);
      }
      words[place] = after;
    }
  }

  /// The same for sums that lie beside one another.
  private void addAll(long[] values, int[] slots, int count, long[] sums) {
    for (int k = 0; k < count; k++) {
      int slot = slots[k];
      long value = values[k];
      long before = sums[slot];
      long after = before + value;
      if (((before ^ after) & (value ^ after)) < 0) {
        carry(slot, value < 0 ? -1 : 1);
      }
      sums[slot] = after;
    }
  }

  private void addSelected(long[] values, int[] selected, int[] slots, int count, SlotField sums) {
    long[] words = sums.words();
    for (int k = 0; k < count; k++) {
      int slot = slots[k];
      int place = sums.place(slot);
      long value = values[selected[k]];
      long before = words[place];
      long after = before + value;
      if (((before ^ after) & (value ^ after)) < 0) {
        carry(slot, value < 0 ? -1 : 1);
      }
      words[place] = after;
    }
  }

  private void addWeighted(long[] values, GroupedRows in, long[] weights) {
    for (int k = 0; k < in.count; k++) {
      int row = in.row(k);
      addProduct(in.slots[k], values[row], weights[row]);
    }
  }

  private void addProduct(int slot, long value, long weight) {
    long product = value * weight;
    long upper = Math.multiplyHigh(value, weight);
    // As a signed low part, a product with bit 63 set counts 2^64 less.
    add(slot, upper + (product >>> 63), product);
  }

  private void add(int slot, long upper, long lower) {
    long before = low(slot);
    long after = before + lower;
    if (((before ^ after) & (lower ^ after)) < 0) {
      upper += lower < 0 ? -1 : 1;
    }
    low().set(slot, after);
    carry(slot, upper);
  }

  @Override
  Accumulator newTrace() {
    return new IntegerSum(column);
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    IntegerSum to = (IntegerSum) trace;
    to.low().set(at, low(slot));
    to.setHigh(at, high(slot));
  }

  @Override
  void addEach(Batch batch, GroupedRows in, boolean @Nullable [] active, Accumulator trace) {
    long[] values = ((LongVector) batch.column(column)).values();
    IntegerSum to = (IntegerSum) trace;
    for (int k = 0; k < in.count; k++) {
      int slot = in.slots[k];
      to.low().set(2 * k, low(slot));
      to.setHigh(2 * k, high(slot));
      if (active == null || active[k]) {
        int row = in.row(k);
        addProduct(slot, values[row], in.weight(row));
      }
      to.low().set(2 * k + 1, low(slot));
      to.setHigh(2 * k + 1, high(slot));
    }
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    IntegerSum other = (IntegerSum) from;
    add(slot, other.high(fromSlot), other.low(fromSlot));
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    low().save(out, slots, from, count);
    boolean high = anyHigh(slots, from, count);
    out.putBoolean(high);
    if (high) {
      out.putLongs(this.high, slots, from, count);
    }
  }

  /// So that the bytes tell of the sums alone, and not of what sums there once were.
  private boolean anyHigh(int[] slots, int from, int count) {
    boolean any = false;
    for (int i = from; i < from + count && high.length > 0; i++) {
      any |= high[slots[i]] != 0;
    }
    return any;
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    low().restore(in, slots, from, count);
    if (in.getBoolean()) {
      if (high.length == 0) {
        high = new long[rows.capacity()];
      }
      in.getLongs(high, slots, from, count);
    }
  }

  @Override
  void clear(int slot) {
    low().set(slot, 0);
    setHigh(slot, 0);
  }

  @Override
  void clearAll(int limit) {
    high = new long[0];
  }

  @Override
  public long memoryBytes() {
    return 8L * high.length;
  }
}
