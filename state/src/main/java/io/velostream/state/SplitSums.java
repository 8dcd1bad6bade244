package io.velostream.state;

import java.util.Arrays;

/// The quick part of [ExactSums]: doubles of about one magnitude, each split into two whole numbers
/// that are added on their own.
///
/// With a unit u chosen for the values at hand, a double x that is a multiple of u and smaller than
/// 2^83 u is `h * 2^42 u + l * u`, where h is x in units of `2^42 u`, rounded, and l the rest.
/// Adding a large power of two to a double rounds it to such a unit and leaves the number of units
/// in the lower bits of the sum, so there is no branch and no conversion. Doubles that are not of
/// this kind are refused. After 2^21 additions the sums could overflow and must be taken out.
///
/// The splitting is that of Demmel and Nguyen, "Parallel Reproducible Summation" (2015), with whole
/// numbers in place of doubles as accumulators.
final class SplitSums {
  /// Bits of the lower part.
  static final int LOWER_BITS = 42;

  /// Additions, of values or of their negatives, that a slot has room for.
  static final int ROOM = 1 << 21;

  /// Sums below this can be merged.
  private static final long MERGED = 1L << 61;

  private static final int UPPER_BITS = 41;

  /// Units beyond this cannot be used.
  private static final int LEAST_UNIT = -960;

  private static final int GREATEST_UNIT = 800;

  /// Upper and lower part of each slot, side by side.
  private long[] parts = new long[0];

  private int[] misfits = new int[0];

  private int unit;

  /// Values up to this fit; none before a unit has been chosen.
  private double bound = -1;

  /// What rounds to the unit of upper parts, and its bits.
  private double upperMagic;

  private long upperBits;
  private double lowerMagic;
  private long lowerBits;

  /// What is worth one in the lower parts, as a power of two.
  int unit() {
    return unit;
  }

  /// Makes room for the slots below `slots`; new ones are 0.
  void reserve(int slots) {
    if (2 * slots > parts.length) {
      parts = Arrays.copyOf(parts, 2 * slots);
    }
  }

  /// Makes room for the places of `values` misfits.
  void reserveMisfits(int values) {
    if (values > misfits.length) {
      misfits = new int[values];
    }
  }

  /// Slots that there is room for.
  int slots() {
    return parts.length / 2;
  }

  /// Chooses the unit, such that values of an exponent up to 15 off this one fit; all sums must be
  /// 0.
  void choose(int exponent) {
    setUnit(Math.clamp(exponent + 16 - LOWER_BITS - UPPER_BITS, LEAST_UNIT, GREATEST_UNIT));
  }

  private void setUnit(int exponent) {
    unit = exponent;
    bound = Math.scalb(1.0, unit + LOWER_BITS + UPPER_BITS);
    upperMagic = Math.scalb(1.5, unit + LOWER_BITS + 52);
    upperBits = Double.doubleToRawLongBits(upperMagic);
    lowerMagic = Math.scalb(1.5, unit + 52);
    lowerBits = Double.doubleToRawLongBits(lowerMagic);
  }

  /// Adds `values[k]` to `slots[k]` for all k below `many`; notes the places k of those that do not
  /// fit, which are not added, and returns their number.
  int addAll(double[] values, int[] slots, int many) {
    long[] sums = parts;
    double upper = upperMagic;
    double lower = lowerMagic;
    long upperZero = upperBits;
    long lowerZero = lowerBits;
    double most = bound;
    int count = 0;
    for (int k = 0; k < many; k++) {
      double value = values[k];
      double shifted = value + upper;
      double rest = value - (shifted - upper);
      double shiftedRest = rest + lower;
      if (Math.abs(value) <= most && shiftedRest - lower == rest) {
        int at = slots[k] * 2;
        sums[at] += Double.doubleToRawLongBits(shifted) - upperZero;
        sums[at + 1] += Double.doubleToRawLongBits(shiftedRest) - lowerZero;
      } else {
        misfits[count++] = k;
      }
    }
    return count;
  }

  /// The same for `values[rows[k]]`.
  int addSelected(double[] values, int[] rows, int[] slots, int many) {
    long[] sums = parts;
    double upper = upperMagic;
    double lower = lowerMagic;
    long upperZero = upperBits;
    long lowerZero = lowerBits;
    double most = bound;
    int count = 0;
    for (int k = 0; k < many; k++) {
      double value = values[rows[k]];
      double shifted = value + upper;
      double rest = value - (shifted - upper);
      double shiftedRest = rest + lower;
      if (Math.abs(value) <= most && shiftedRest - lower == rest) {
        int at = slots[k] * 2;
        sums[at] += Double.doubleToRawLongBits(shifted) - upperZero;
        sums[at + 1] += Double.doubleToRawLongBits(shiftedRest) - lowerZero;
      } else {
        misfits[count++] = k;
      }
    }
    return count;
  }

  /// The places noted by the last addition of many, in order.
  int[] misfits() {
    return misfits;
  }

  /// Adds a value, or takes it away where `sign` is -1; false if it does not fit.
  boolean add(int slot, double value, long sign) {
    double shifted = value + upperMagic;
    double rest = value - (shifted - upperMagic);
    double shiftedRest = rest + lowerMagic;
    if (!(Math.abs(value) <= bound) || shiftedRest - lowerMagic != rest) {
      return false;
    }
    parts[2 * slot] += sign * (Double.doubleToRawLongBits(shifted) - upperBits);
    parts[2 * slot + 1] += sign * (Double.doubleToRawLongBits(shiftedRest) - lowerBits);
    return true;
  }

  /// Adds the sum of another slot, of the same or another object; false, and nothing is added, if
  /// there is no room for it or the units differ. Where there is no unit yet, that one is taken.
  boolean merge(SplitSums from, int fromSlot, int slot) {
    if (bound < 0) {
      setUnit(from.unit);
    }
    long upper = upper(slot) + from.upper(fromSlot);
    long lower = lower(slot) + from.lower(fromSlot);
    // All additions there is room for on top of this do not overflow.
    if (unit != from.unit || !isSmall(upper) || !isSmall(lower)) {
      return false;
    }
    parts[2 * slot] = upper;
    parts[2 * slot + 1] = lower;
    return true;
  }

  private static boolean isSmall(long sum) {
    return sum + MERGED >>> 62 == 0;
  }

  /// The upper part of a slot, worth `2^LOWER_BITS` units.
  long upper(int slot) {
    return 2 * slot < parts.length ? parts[2 * slot] : 0;
  }

  /// The lower part of a slot.
  long lower(int slot) {
    return 2 * slot < parts.length ? parts[2 * slot + 1] : 0;
  }

  /// Sets a slot to 0.
  void clear(int slot) {
    if (2 * slot < parts.length) {
      parts[2 * slot] = 0;
      parts[2 * slot + 1] = 0;
    }
  }

  /// Sets the slots below `limit` to 0.
  void clearAll(int limit) {
    Arrays.fill(parts, 0, Math.min(2 * limit, parts.length), 0);
  }

  long memoryBytes() {
    return 8L * parts.length;
  }
}
