package io.velostream.state;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.WideInteger;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The part of [ExactSums] that takes every double, one by one: each slot has 128 bits of fixed
/// point with the last bit worth 2^-64. Numbers that do not fit (very large, or with bits below
/// that) go to a superaccumulator of the slot. NaN and the infinities are counted.
///
/// There is room for slots only once something has been added to one as great.
final class FixedSums implements MemorySized {
  private static final int FRACTION_BITS = 64;
  private static final long HIDDEN_BIT = 1L << 52;

  private long[] high = new long[0];
  private long[] low = new long[0];
  private long @Nullable [] @Nullable [] digits;
  private long @Nullable [] @Nullable [] specials;

  /// There is going to be room for the slots below it.
  private int capacity;

  private final long[] scratch = new long[Superaccumulator.LENGTH];

  /// A sum of 128 bits being put together.
  private long upperSum;

  private long lowerSum;

  /// Lets slots below `slots` be used; new ones are 0.
  void reserve(int slots) {
    if (slots > capacity) {
      capacity = Math.max(slots, Math.max(64, capacity * 2));
      if (high.length > 0) {
        makeRoom();
      }
    }
  }

  private void makeRoom() {
    high = Arrays.copyOf(high, capacity);
    low = Arrays.copyOf(low, capacity);
  }

  /// Whether the sum of a slot is 0, with nothing behind that.
  boolean isEmpty(int slot) {
    return (slot >= high.length || (high[slot] | low[slot]) == 0)
        && of(digits, slot) == null
        && of(specials, slot) == null;
  }

  /// Adds `weight` times `value`.
  void add(int slot, double value, long weight) {
    long bits = Double.doubleToRawLongBits(value);
    if ((bits & Long.MAX_VALUE) == 0) {
      return;
    }
    if (!Double.isFinite(value)) {
      specialsOf(slot)[Double.isNaN(value) ? 0 : value > 0 ? 1 : 2] += weight;
      return;
    }
    upperSum = 0;
    lowerSum = 0;
    if ((weight == 1 || weight == -1) && addShort(value, weight)) {
      addFixed(slot, upperSum, lowerSum);
    } else {
      Superaccumulator.add(digitsOf(slot), bits, weight);
    }
  }

  /// Adds a number, or takes it away, to or from the sum being put together; false, and that is as
  /// it was, if it does not fit.
  private boolean addShort(double value, long sign) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7FF;
    long mantissa = bits & (HIDDEN_BIT - 1);
    if (exponent == 0) {
      if (mantissa == 0) {
        return true;
      }
      exponent = 1;
    } else {
      mantissa |= HIDDEN_BIT;
    }
    int shift = exponent - 1075 + FRACTION_BITS;
    if (shift < 0 && shift > -53 && -shift <= Long.numberOfTrailingZeros(mantissa)) {
      mantissa >>>= -shift;
      shift = 0;
    }
    if (shift < 0 || shift > 62) {
      return false;
    }
    long upper = shift == 0 ? 0 : mantissa >>> (64 - shift);
    long lower = mantissa << shift;
    if ((bits < 0) != (sign < 0)) {
      upper = ~upper + (lower == 0 ? 1 : 0);
      lower = -lower;
    }
    return addShort(upper, lower);
  }

  private boolean addShort(long upper, long lower) {
    long newLow = lowerSum + lower;
    long carry = Long.compareUnsigned(newLow, lowerSum) < 0 ? 1 : 0;
    long newHigh = upperSum + upper + carry;
    if (((upperSum ^ newHigh) & (upper ^ newHigh)) < 0) {
      return false;
    }
    upperSum = newHigh;
    lowerSum = newLow;
    return true;
  }

  private void addFixed(int slot, long upper, long lower) {
    if (slot >= high.length) {
      makeRoom();
    }
    upperSum = high[slot];
    lowerSum = low[slot];
    if (!addShort(upper, lower)) {
      Superaccumulator.addFixed(digitsOf(slot), high[slot], low[slot], FRACTION_BITS);
      upperSum = upper;
      lowerSum = lower;
    }
    high[slot] = upperSum;
    low[slot] = lowerSum;
  }

  private long[] digitsOf(int slot) {
    long[][] all = digits;
    if (all == null || slot >= all.length) {
      all = all == null ? new long[capacity][] : Arrays.copyOf(all, capacity);
      digits = all;
    }
    long[] own = all[slot];
    if (own == null) {
      own = new long[Superaccumulator.LENGTH];
      all[slot] = own;
    }
    return own;
  }

  private long[] specialsOf(int slot) {
    long[][] all = specials;
    if (all == null || slot >= all.length) {
      all = all == null ? new long[capacity][] : Arrays.copyOf(all, capacity);
      specials = all;
    }
    long[] own = all[slot];
    if (own == null) {
      own = new long[3];
      all[slot] = own;
    }
    return own;
  }

  private static long @Nullable [] of(long @Nullable [] @Nullable [] all, int slot) {
    return all == null || slot >= all.length ? null : all[slot];
  }

  /// The sum of a slot and of two more numbers: the nearest double to the exact one, or NaN or an
  /// infinity by the rules of addition; 0.0 for an exact sum of zero.
  double value(int slot, double first, double second) {
    if (isSpecial(slot)) {
      long[] special = specialsOf(slot);
      if (special[0] != 0 || (special[1] != 0 && special[2] != 0)) {
        return Double.NaN;
      }
      return special[1] != 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    if (of(digits, slot) == null && putTogether(slot, first, second)) {
      return fixedValue(upperSum, lowerSum);
    }
    sumUp(slot);
    Superaccumulator.add(scratch, Double.doubleToRawLongBits(first), 1);
    Superaccumulator.add(scratch, Double.doubleToRawLongBits(second), 1);
    return Superaccumulator.round(scratch);
  }

  /// Whether the 128 bits of a slot have room for two more numbers.
  boolean fits(int slot, double first, double second) {
    return putTogether(slot, first, second);
  }

  private boolean putTogether(int slot, double first, double second) {
    boolean present = slot < high.length;
    upperSum = present ? high[slot] : 0;
    lowerSum = present ? low[slot] : 0;
    return addShort(first, 1) && addShort(second, 1);
  }

  /// Puts the sum of a slot into the scratch digits.
  private void sumUp(int slot) {
    long[] wide = of(digits, slot);
    if (wide == null) {
      Arrays.fill(scratch, 0);
    } else {
      System.arraycopy(wide, 0, scratch, 0, scratch.length);
    }
    if (slot < high.length) {
      Superaccumulator.addFixed(scratch, high[slot], low[slot], FRACTION_BITS);
    }
  }

  /// Whether a NaN or an infinity is part of the sum.
  boolean isSpecial(int slot) {
    long[] special = of(specials, slot);
    return special != null && (special[0] | special[1] | special[2]) != 0;
  }

  /// The exact sum of a slot without NaN or infinities, in units of 2^-1074.
  BigInteger exact(int slot) {
    if (of(digits, slot) == null) {
      return slot < high.length
          ? WideInteger.toBigInteger(high[slot], low[slot]).shiftLeft(1074 - FRACTION_BITS)
          : BigInteger.ZERO;
    }
    sumUp(slot);
    return Superaccumulator.exact(scratch);
  }

  private static double fixedValue(long high, long low) {
    boolean negative = high < 0;
    long upper = negative ? ~high + (low == 0 ? 1 : 0) : high;
    long lower = negative ? -low : low;
    double magnitude;
    if (upper == 0) {
      magnitude = Math.scalb(unsignedToDouble(lower), -FRACTION_BITS);
    } else {
      int zeros = Long.numberOfLeadingZeros(upper);
      long top = zeros == 0 ? upper : upper << zeros | lower >>> (64 - zeros);
      long rest = zeros == 0 ? lower : lower << zeros;
      // A bit below the 64 kept only matters as "not exactly half".
      magnitude =
          Math.scalb(unsignedToDouble(top | (rest != 0 ? 1 : 0)), 64 - zeros - FRACTION_BITS);
    }
    return negative ? -magnitude : magnitude;
  }

  private static double unsignedToDouble(long value) {
    if (value >= 0) {
      return (double) value;
    }
    // Halved with the lost bit kept as sticky, 63 bits still decide the rounding.
    return (double) (value >>> 1 | (value & 1)) * 2.0;
  }

  /// Adds the sum of another slot, of the same or another object.
  void merge(FixedSums from, int fromSlot, int slot) {
    if (fromSlot < from.high.length && (from.high[fromSlot] | from.low[fromSlot]) != 0) {
      addFixed(slot, from.high[fromSlot], from.low[fromSlot]);
    }
    long[] wide = of(from.digits, fromSlot);
    if (wide != null) {
      Superaccumulator.addAll(digitsOf(slot), wide);
    }
    long[] special = of(from.specials, fromSlot);
    if (special != null) {
      long[] own = specialsOf(slot);
      for (int i = 0; i < 3; i++) {
        own[i] += special[i];
      }
    }
  }

  /// Writes the sums at `slots[from .. from + count - 1]`, to be read by [#restore], each with two
  /// more numbers added to it: those that [#fits].
  void save(StateOutput out, int[] slots, int from, int count, double[] first, double[] second) {
    long[] upper = new long[count];
    long[] lower = new long[count];
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      boolean fits = putTogether(slots[from + i], first[i], second[i]);
      if (!fits) {
        throw new IllegalStateException("numbers that do not fit are to be added before");
      }
      places[i] = i;
      upper[i] = upperSum;
      lower[i] = lowerSum;
    }
    out.putLongs(upper, places, 0, count);
    out.putLongs(lower, places, 0, count);
    saveLonger(out, digits, slots, from, count);
    saveLonger(out, specials, slots, from, count);
  }

  private static void saveLonger(
      StateOutput out, long @Nullable [] @Nullable [] all, int[] slots, int from, int count) {
    int present = 0;
    for (int i = from; i < from + count; i++) {
      present += of(all, slots[i]) != null ? 1 : 0;
    }
    out.putVarint(present);
    for (int i = 0; i < count && present > 0; i++) {
      long[] own = of(all, slots[from + i]);
      if (own != null) {
        out.putVarint(i);
        for (long part : own) {
          out.putSigned(part);
        }
      }
    }
  }

  /// Reads sums to slots that are 0.
  void restore(StateInput in, int[] slots, int from, int count) {
    if (capacity > high.length) {
      makeRoom();
    }
    in.getLongs(high, slots, from, count);
    in.getLongs(low, slots, from, count);
    for (int rest = in.getCount(Superaccumulator.LENGTH); rest > 0; rest--) {
      restoreLonger(in, digitsOf(slots[from + in.getIndex(count)]));
    }
    for (int rest = in.getCount(1); rest > 0; rest--) {
      restoreLonger(in, specialsOf(slots[from + in.getIndex(count)]));
    }
  }

  private static void restoreLonger(StateInput in, long[] own) {
    for (int i = 0; i < own.length; i++) {
      own[i] = in.getSigned();
    }
  }

  /// Sets a slot to 0.
  void clear(int slot) {
    if (slot < high.length) {
      high[slot] = 0;
      low[slot] = 0;
    }
    if (digits != null && slot < digits.length) {
      digits[slot] = null;
    }
    if (specials != null && slot < specials.length) {
      specials[slot] = null;
    }
  }

  /// Sets the slots below `limit` to 0.
  void clearAll(int limit) {
    int present = Math.min(limit, high.length);
    Arrays.fill(high, 0, present, 0);
    Arrays.fill(low, 0, present, 0);
    digits = null;
    specials = null;
  }

  @Override
  public long memoryBytes() {
    long bytes = 16L * high.length;
    if (digits != null) {
      for (long[] own : digits) {
        bytes += 8 + (own == null ? 0 : 8L * own.length);
      }
    }
    return bytes;
  }
}
