package io.velostream.state;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.WideInteger;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sums of doubles by slot that are exact, so that they do not depend on the order of addition and
/// a retraction restores the former sum bit by bit. The value read is the exact sum, rounded once.
///
/// Numbers that come in bulk and are of about one magnitude are added by [SplitSums], the rest one
/// by one: each slot has 128 bits of fixed point with the last bit worth 2^-64. Numbers that do not
/// fit (very large, or with bits below that) go to a superaccumulator of the slot: 32-bit digits
/// across the whole range of a double, with lazy carries, after Radford Neal, "Fast Exact Summation
/// Using Small and Large Superaccumulators" (2015). NaN and the infinities are counted.
public final class ExactSums implements MemorySized {
  private static final int FRACTION_BITS = 64;
  private static final long HIDDEN_BIT = 1L << 52;

  private long[] high = new long[0];
  private long[] low = new long[0];
  private long @Nullable [] @Nullable [] digits;
  private long @Nullable [] @Nullable [] specials;

  private final SplitSums split = new SplitSums();

  /// Additions that the split sums still have room for.
  private int room;

  /// Numbers that did not fit the split sums since their unit was chosen, and how many there may be
  /// before another one is; so one is chosen first.
  private long misfits = 1;

  private long patience;

  private final long[] scratch = new long[Superaccumulator.LENGTH];

  /// Makes room for the slots below `slots`; new ones are 0.
  public void reserve(int slots) {
    if (slots > high.length) {
      int length = Math.max(slots, Math.max(64, high.length * 2));
      high = Arrays.copyOf(high, length);
      low = Arrays.copyOf(low, length);
      if (split.slots() > 0) {
        split.reserve(length);
      }
    }
  }

  /// Adds `values[k]` to `slots[k]` for all k below `count`.
  public void addAll(double[] values, int[] slots, int count) {
    if (count > SplitSums.ROOM) {
      addEach(values, null, slots, count);
      return;
    }
    prepare(values, null, count);
    int n = split.addAll(values, slots, count);
    if (n > 0) {
      addMisfits(values, null, slots, n);
    }
  }

  /// Adds `values[rows[k]]` to `slots[k]` for all k below `count`.
  public void addSelected(double[] values, int[] rows, int[] slots, int count) {
    if (count > SplitSums.ROOM) {
      addEach(values, rows, slots, count);
      return;
    }
    prepare(values, rows, count);
    int n = split.addSelected(values, rows, slots, count);
    if (n > 0) {
      addMisfits(values, rows, slots, n);
    }
  }

  private void addEach(double[] values, int @Nullable [] rows, int[] slots, int count) {
    for (int k = 0; k < count; k++) {
      add(slots[k], values[rows == null ? k : rows[k]], 1);
    }
  }

  private void addMisfits(double[] values, int @Nullable [] rows, int[] slots, int count) {
    int[] places = split.misfits();
    for (int i = 0; i < count; i++) {
      int k = places[i];
      add(slots[k], values[rows == null ? k : rows[k]], 1);
    }
    misfits += count;
  }

  /// Adds `weight` times a value that is one of many alike.
  public void addOne(int slot, double value, long weight) {
    if (weight == 1 || weight == -1) {
      if (room == 0) {
        fold();
      }
      if (split.add(slot, value, weight)) {
        room--;
        return;
      }
      if (++misfits > patience && value != 0 && Math.abs(value) <= Double.MAX_VALUE) {
        choose(Math.getExponent(value));
      }
    }
    add(slot, value, weight);
  }

  /// Makes the split sums ready for values.
  private void prepare(double[] values, int @Nullable [] rows, int count) {
    split.reserveMisfits(count);
    if (misfits > patience) {
      choose(exponent(values, rows, count));
    }
    if (room < count) {
      fold();
    }
    room -= count;
  }

  /// The average exponent of values, 0 when they are 0 or no numbers.
  private static int exponent(double[] values, int @Nullable [] rows, int count) {
    long sum = 0;
    int numbers = 0;
    for (int k = 0; k < count; k++) {
      double value = values[rows == null ? k : rows[k]];
      if (value != 0 && Math.abs(value) <= Double.MAX_VALUE) {
        sum += Math.getExponent(value);
        numbers++;
      }
    }
    return numbers == 0 ? 0 : (int) Math.floorDiv(sum, numbers);
  }

  /// Lets the split sums take values of about this exponent. The cost of doing so in vain is
  /// bounded by waiting longer each time.
  private void choose(int exponent) {
    fold();
    split.reserve(high.length);
    split.choose(exponent);
    misfits = 0;
    patience = Math.max(patience * 2, high.length);
  }

  /// Takes the split sums over into the others.
  private void fold() {
    for (int slot = 0; slot < split.slots(); slot++) {
      fold(slot);
    }
    room = SplitSums.ROOM;
  }

  private void fold(int slot) {
    addUnits(slot, split.upper(slot), split.unit() + SplitSums.LOWER_BITS);
    addUnits(slot, split.lower(slot), split.unit());
    split.clear(slot);
  }

  /// Adds `count` times 2^unit.
  private void addUnits(int slot, long count, int unit) {
    if (count == 0) {
      return;
    }
    int shift = unit + FRACTION_BITS;
    if (shift < 0 && shift > -64 && -shift <= Long.numberOfTrailingZeros(count)) {
      count >>= -shift;
      shift = 0;
    }
    if (shift >= 0 && shift < 64) {
      addFixed(slot, upperHalf(count >> 63, count, shift), count << shift);
    } else {
      addUnits(digitsOf(slot), count, unit);
    }
  }

  private static void addUnits(long[] digits, long count, int unit) {
    int shift = (unit + 1074) & 31; // to the border of a digit
    Superaccumulator.addFixed(
        digits, upperHalf(count >> 63, count, shift), count << shift, shift - unit);
  }

  /// Adds `weight` times `value`.
  public void add(int slot, double value, long weight) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7FF;
    if (exponent == 0x7FF) {
      addSpecial(slot, value, weight);
      return;
    }
    long mantissa = bits & (HIDDEN_BIT - 1);
    if (exponent == 0) {
      if (mantissa == 0) {
        return;
      }
      exponent = 1;
    } else {
      mantissa |= HIDDEN_BIT;
    }
    boolean negative = (bits < 0) != (weight < 0);
    int shift = exponent - 1075 + FRACTION_BITS;
    if (shift < 0 && shift > -53 && -shift <= Long.numberOfTrailingZeros(mantissa)) {
      mantissa >>>= -shift;
      shift = 0;
    }
    if (shift < 0 || shift > 62 || (weight != 1 && weight != -1)) {
      Superaccumulator.add(digitsOf(slot), bits, weight);
      return;
    }
    long upper = shift == 0 ? 0 : mantissa >>> (64 - shift);
    long lower = mantissa << shift;
    if (negative) {
      upper = ~upper + (lower == 0 ? 1 : 0);
      lower = -lower;
    }
    addFixed(slot, upper, lower);
  }

  private void addFixed(int slot, long upper, long lower) {
    long oldLow = low[slot];
    long newLow = oldLow + lower;
    long carry = Long.compareUnsigned(newLow, oldLow) < 0 ? 1 : 0;
    long oldHigh = high[slot];
    long newHigh = oldHigh + upper + carry;
    if (((oldHigh ^ newHigh) & (upper ^ newHigh)) < 0) {
      Superaccumulator.addFixed(digitsOf(slot), oldHigh, oldLow, FRACTION_BITS);
      newHigh = upper;
      newLow = lower;
    }
    high[slot] = newHigh;
    low[slot] = newLow;
  }

  private long[] digitsOf(int slot) {
    long[][] all = digits;
    if (all == null || slot >= all.length) {
      all = all == null ? new long[high.length][] : Arrays.copyOf(all, high.length);
      digits = all;
    }
    long[] own = all[slot];
    if (own == null) {
      own = new long[Superaccumulator.LENGTH];
      all[slot] = own;
    }
    return own;
  }

  private void addSpecial(int slot, double value, long weight) {
    specialsOf(slot)[Double.isNaN(value) ? 0 : value > 0 ? 1 : 2] += weight;
  }

  private long[] specialsOf(int slot) {
    long[][] all = specials;
    if (all == null || slot >= all.length) {
      all = all == null ? new long[high.length][] : Arrays.copyOf(all, high.length);
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

  /// The sum of a slot: the nearest double to the exact one, or NaN or an infinity by the rules of
  /// addition; 0.0 for an exact sum of zero.
  public double value(int slot) {
    long[] special = of(specials, slot);
    if (special != null && (special[0] | special[1] | special[2]) != 0) {
      if (special[0] != 0 || (special[1] != 0 && special[2] != 0)) {
        return Double.NaN;
      }
      return special[1] != 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    if (of(digits, slot) == null) {
      double sum = shortValue(slot);
      if (!Double.isNaN(sum)) {
        return sum;
      }
    }
    sumUp(slot);
    return Superaccumulator.round(scratch);
  }

  /// The sum of a slot without digits; NaN when it does not fit 128 bits.
  private double shortValue(int slot) {
    long upper = split.upper(slot);
    long lower = split.lower(slot);
    long ownHigh = high[slot];
    long ownLow = low[slot];
    if ((upper | lower) == 0) {
      return fixedValue(ownHigh, ownLow, FRACTION_BITS);
    }
    long shifted = upper << SplitSums.LOWER_BITS;
    long sumLow = shifted + lower;
    long sumHigh =
        (upper >> (64 - SplitSums.LOWER_BITS))
            + (lower >> 63)
            + (Long.compareUnsigned(sumLow, shifted) < 0 ? 1 : 0);
    if ((ownHigh | ownLow) == 0) {
      return fixedValue(sumHigh, sumLow, -split.unit());
    }
    int fraction = Math.max(FRACTION_BITS, -split.unit());
    int ownShift = fraction - FRACTION_BITS;
    int shift = fraction + split.unit();
    if (!canShift(ownHigh, ownShift) || !canShift(sumHigh, shift)) {
      return Double.NaN;
    }
    long left = ownLow << ownShift;
    long all = left + (sumLow << shift);
    long carry = Long.compareUnsigned(all, left) < 0 ? 1 : 0;
    long allHigh = upperHalf(ownHigh, ownLow, ownShift) + upperHalf(sumHigh, sumLow, shift) + carry;
    return fixedValue(allHigh, all, fraction);
  }

  /// Whether a number of 128 bits, of which these are the upper ones, has room to be shifted to the
  /// left and to have another one added.
  private static boolean canShift(long upper, int shift) {
    return shift < 62 && upper >> (62 - shift) == upper >> 63;
  }

  private static long upperHalf(long upper, long lower, int shift) {
    return shift == 0 ? upper : upper << shift | lower >>> (64 - shift);
  }

  /// Puts all that is known of a slot's sum into the scratch digits.
  private void sumUp(int slot) {
    long[] wide = of(digits, slot);
    if (wide == null) {
      Arrays.fill(scratch, 0);
    } else {
      System.arraycopy(wide, 0, scratch, 0, scratch.length);
    }
    Superaccumulator.addFixed(scratch, high[slot], low[slot], FRACTION_BITS);
    addUnits(scratch, split.upper(slot), split.unit() + SplitSums.LOWER_BITS);
    addUnits(scratch, split.lower(slot), split.unit());
  }

  /// Whether a NaN or an infinity is part of the sum.
  public boolean isSpecial(int slot) {
    long[] special = of(specials, slot);
    return special != null && (special[0] | special[1] | special[2]) != 0;
  }

  /// The exact sum of a slot without NaN or infinities, in units of 2^-1074.
  public BigInteger exact(int slot) {
    fold(slot);
    long[] wide = of(digits, slot);
    if (wide == null) {
      return WideInteger.toBigInteger(high[slot], low[slot]).shiftLeft(1074 - FRACTION_BITS);
    }
    System.arraycopy(wide, 0, scratch, 0, scratch.length);
    Superaccumulator.addFixed(scratch, high[slot], low[slot], FRACTION_BITS);
    return Superaccumulator.exact(scratch);
  }

  private static double fixedValue(long high, long low, int fractionBits) {
    boolean negative = high < 0;
    long upper = negative ? ~high + (low == 0 ? 1 : 0) : high;
    long lower = negative ? -low : low;
    double magnitude;
    if (upper == 0) {
      magnitude = Math.scalb(unsignedToDouble(lower), -fractionBits);
    } else {
      int zeros = Long.numberOfLeadingZeros(upper);
      long top = zeros == 0 ? upper : upper << zeros | lower >>> (64 - zeros);
      long rest = zeros == 0 ? lower : lower << zeros;
      // A bit below the 64 kept only matters as "not exactly half".
      magnitude =
          Math.scalb(unsignedToDouble(top | (rest != 0 ? 1 : 0)), 64 - zeros - fractionBits);
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
  public void merge(ExactSums from, int fromSlot, int slot) {
    if (from.split.slots() > 0) {
      split.reserve(high.length);
      if (!split.merge(from.split, fromSlot, slot)) {
        addUnits(slot, from.split.upper(fromSlot), from.split.unit() + SplitSums.LOWER_BITS);
        addUnits(slot, from.split.lower(fromSlot), from.split.unit());
      }
    }
    if ((from.high[fromSlot] | from.low[fromSlot]) != 0) {
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

  /// Writes the sums at `slots[from .. from + count - 1]`, to be read by [#restore].
  public void save(StateOutput out, int[] slots, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (slots[i] < split.slots()) {
        fold(slots[i]);
      }
    }
    out.putLongs(high, slots, from, count);
    out.putLongs(low, slots, from, count);
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
  public void restore(StateInput in, int[] slots, int from, int count) {
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
  public void clear(int slot) {
    high[slot] = 0;
    low[slot] = 0;
    split.clear(slot);
    if (digits != null && slot < digits.length) {
      digits[slot] = null;
    }
    if (specials != null && slot < specials.length) {
      specials[slot] = null;
    }
  }

  /// Sets the slots below `limit` to 0.
  public void clearAll(int limit) {
    Arrays.fill(high, 0, limit, 0);
    Arrays.fill(low, 0, limit, 0);
    split.clearAll(limit);
    digits = null;
    specials = null;
  }

  @Override
  public long memoryBytes() {
    long bytes = 16L * high.length + split.memoryBytes();
    if (digits != null) {
      for (long[] own : digits) {
        bytes += 8 + (own == null ? 0 : 8L * own.length);
      }
    }
    return bytes;
  }
}
