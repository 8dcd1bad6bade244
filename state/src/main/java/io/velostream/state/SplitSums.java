package io.velostream.state;

import org.jspecify.annotations.Nullable;

/// The quick part of [ExactSums]: doubles of about one magnitude, each split into two that are
/// added on their own, without rounding.
///
/// With a unit u chosen for the values at hand, and U = 2^38 u, a double x that is a multiple of u
/// and not greater than 2^37 U is h + l, where h is x rounded to a multiple of U and l the rest, at
/// most U / 2. Sums of such h are exact up to 2^53 U, sums of such l up to 2^53 u; the sum of a
/// slot is the one plus the other, rounded once. Adding a large power of two to a double rounds it
/// to U, so there is no conversion, and one comparison tells whether a value is of this kind.
/// Others are refused.
///
/// After 2^15 additions the lower sums are carried over into the upper ones. Where that is too much
/// to do, since there are many slots, each addition looks whether there is room for it.
///
/// The splitting is that of Demmel and Nguyen, "Parallel Reproducible Summation" (2015).
final class SplitSums {
  /// Words of a slot: the upper sum and the lower one, as bits.
  static final int WORDS = 2;

  /// Additions that a slot has room for after a [#carry].
  static final int ROOM = 1 << 15;

  private static final int LOWER_BITS = 38;
  private static final int UPPER_BITS = 37;

  /// Units beyond this cannot be used.
  private static final int LEAST_UNIT = -960;

  private static final int GREATEST_UNIT = 800;

  private int[] misfits = new int[0];

  private int unit;

  /// Values up to this fit; none before a unit has been chosen.
  private double bound = -1;

  /// What rounds to U, and to u.
  private double upperMagic;

  private double lowerMagic;

  /// What sums may be at most, for an addition to be exact.
  private double upperLimit;

  private double lowerLimit;

  /// The magnitudes from 2^52 u to the bound, as bits without the sign.
  private long leastBits;

  private long bitsSpan = -1;

  /// Whether a unit has been chosen.
  boolean isReady() {
    return bound >= 0;
  }

  /// Makes room for the places of `values` misfits.
  void reserveMisfits(int values) {
    if (values > misfits.length) {
      misfits = new int[values];
    }
  }

  /// Chooses the unit, such that values of an exponent up to 12 below this one, or 6 above, fit;
  /// all sums must be 0. Like values give the same unit, so that sums of several objects can be
  /// merged.
  void choose(int exponent) {
    int middle = Math.floorDiv(exponent + 2, 4) * 4;
    setUnit(Math.clamp(middle - 52 - 14, LEAST_UNIT, GREATEST_UNIT));
  }

  private void setUnit(int exponent) {
    unit = exponent;
    bound = Math.scalb(1.0, unit + LOWER_BITS + UPPER_BITS);
    upperMagic = Math.scalb(1.5, unit + LOWER_BITS + 52);
    lowerMagic = Math.scalb(1.5, unit + 52);
    upperLimit = Math.scalb(1.0, unit + LOWER_BITS + 52);
    lowerLimit = Math.scalb(1.0, unit + 52);
    leastBits = Double.doubleToRawLongBits(Math.scalb(1.0, unit + 52)) << 1;
    bitsSpan = (Double.doubleToRawLongBits(bound) << 1) - leastBits;
  }

  /// Adds `values[k]` to `slots[k]` for all k below `many`; notes the places k of those that may
  /// not fit, which are not added, and returns their number.
  int addAll(double[] values, int[] slots, int many, SlotField sums) {
    long[] words = sums.words();
    int stride = sums.stride();
    int at = sums.at();
    double magic = upperMagic;
    long least = leastBits;
    long span = bitsSpan;
    int count = 0;
    for (int k = 0; k < many; k++) {
      double value = values[k];
      if (Long.compareUnsigned((Double.doubleToRawLongBits(value) << 1) - least, span) <= 0) {
        double upper = value + magic - magic;
        int place = slots[k] * stride + at;
        add(words, place, upper);
        add(words, place + 1, value - upper);
      } else {
        misfits[count++] = k;
      }
    }
    return count;
  }

  /// The same for `values[rows[k]]`.
  int addSelected(double[] values, int[] rows, int[] slots, int many, SlotField sums) {
    long[] words = sums.words();
    int stride = sums.stride();
    int at = sums.at();
    double magic = upperMagic;
    long least = leastBits;
    long span = bitsSpan;
    int count = 0;
    for (int k = 0; k < many; k++) {
      double value = values[rows[k]];
      if (Long.compareUnsigned((Double.doubleToRawLongBits(value) << 1) - least, span) <= 0) {
        double upper = value + magic - magic;
        int place = slots[k] * stride + at;
        add(words, place, upper);
        add(words, place + 1, value - upper);
      } else {
        misfits[count++] = k;
      }
    }
    return count;
  }

  private static void add(long[] words, int place, double value) {
    words[place] = Double.doubleToRawLongBits(Double.longBitsToDouble(words[place]) + value);
  }

  /// The same, looking at each value whether there is room for it.
  ///
  /// @param rows where the values are, or `null` for the k-th at k
  int addChecked(double[] values, int @Nullable [] rows, int[] slots, int many, SlotField sums) {
    long[] words = sums.words();
    double magic = upperMagic;
    double upperMost = upperLimit;
    double lowerMost = lowerLimit;
    long least = leastBits;
    long span = bitsSpan;
    int count = 0;
    for (int k = 0; k < many; k++) {
      double value = values[rows == null ? k : rows[k]];
      double part = value + magic - magic;
      int place = sums.place(slots[k]);
      double upper = Double.longBitsToDouble(words[place]) + part;
      double lower = Double.longBitsToDouble(words[place + 1]) + (value - part);
      if (Long.compareUnsigned((Double.doubleToRawLongBits(value) << 1) - least, span) <= 0
          && Math.abs(upper) <= upperMost
          && Math.abs(lower) <= lowerMost) {
        words[place] = Double.doubleToRawLongBits(upper);
        words[place + 1] = Double.doubleToRawLongBits(lower);
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

  /// Whether a value is of the kind that can be added, with room or not.
  boolean fits(double value) {
    double upper = value + upperMagic - upperMagic;
    double lower = value - upper;
    return Math.abs(value) <= bound && lower + lowerMagic - lowerMagic == lower;
  }

  /// Adds a value that fits, or takes it away where `sign` is -1; false if there is no room for it.
  boolean add(SlotField sums, int slot, double value, long sign) {
    double part = value + upperMagic - upperMagic;
    double upper = upper(sums, slot) + sign * part;
    double lower = lower(sums, slot) + sign * (value - part);
    if (Math.abs(upper) > upperLimit || Math.abs(lower) > lowerLimit) {
      return false;
    }
    set(sums, slot, upper, lower);
    return true;
  }

  /// Carries the lower sum of a slot over into the upper one; false, and all is as it was, if that
  /// has no room for [#ROOM] additions then.
  boolean carry(SlotField sums, int slot) {
    double lower = lower(sums, slot);
    double carried = rounded(lower);
    double upper = upper(sums, slot) + carried;
    if (Math.abs(upper) > upperLimit) {
      return false;
    }
    set(sums, slot, upper, lower - carried);
    return true;
  }

  private double rounded(double lower) {
    return lower + upperMagic - upperMagic;
  }

  /// Adds the sum of another slot, of the same or another object; false, and nothing is added, if
  /// there is no room for it or the units differ. Where there is no unit yet, that one is taken.
  boolean merge(SplitSums from, SlotField theirs, int fromSlot, SlotField sums, int slot) {
    if (!isReady() && from.isReady()) {
      setUnit(from.unit);
    }
    double otherLower = lower(theirs, fromSlot);
    double otherCarried = rounded(otherLower);
    double other = upper(theirs, fromSlot) + otherCarried;
    if (unit != from.unit || !carry(sums, slot) || Math.abs(other) > upperLimit) {
      return false;
    }
    double lower = lower(sums, slot) + (otherLower - otherCarried);
    double carried = rounded(lower);
    double upper = upper(sums, slot) + other;
    if (Math.abs(upper) > upperLimit - Math.abs(carried)) {
      return false;
    }
    set(sums, slot, upper + carried, lower - carried);
    return true;
  }

  /// Adds the sums `fromSlots[k]` of another object to `slots[k]`, for all k from `start` on, up to
  /// the first one below `count` for which [#merge] has to decide.
  ///
  /// @return its k, or `count` when there was none
  int mergeMany(
      SplitSums from,
      SlotField theirs,
      int[] fromSlots,
      SlotField sums,
      int[] slots,
      int start,
      int count) {
    if (unit != from.unit || !isReady()) {
      return start;
    }
    double magic = upperMagic;
    double most = upperLimit / 4;
    long[] others = theirs.words();
    long[] words = sums.words();
    for (int k = start; k < count; k++) {
      int other = theirs.place(fromSlots[k]);
      int place = sums.place(slots[k]);
      double upper = Double.longBitsToDouble(words[place]);
      double lower = Double.longBitsToDouble(words[place + 1]);
      double otherUpper = Double.longBitsToDouble(others[other]);
      double otherLower = Double.longBitsToDouble(others[other + 1]);
      double carried = lower + magic - magic;
      double otherCarried = otherLower + magic - magic;
      double rest = lower - carried + (otherLower - otherCarried);
      double again = rest + magic - magic;
      double sum = upper + carried + (otherUpper + otherCarried);
      // What lower sums carry over is far less than what is left of the limit then.
      if (Math.abs(upper) > most || Math.abs(otherUpper) > most) {
        return k;
      }
      words[place] = Double.doubleToRawLongBits(sum + again);
      words[place + 1] = Double.doubleToRawLongBits(rest - again);
    }
    return count;
  }

  /// The upper sum of a slot.
  static double upper(SlotField sums, int slot) {
    return Double.longBitsToDouble(sums.words()[sums.place(slot)]);
  }

  /// The lower sum of a slot.
  static double lower(SlotField sums, int slot) {
    return Double.longBitsToDouble(sums.words()[sums.place(slot) + 1]);
  }

  /// Sets the sums of a slot.
  static void set(SlotField sums, int slot, double upper, double lower) {
    int place = sums.place(slot);
    sums.words()[place] = Double.doubleToRawLongBits(upper);
    sums.words()[place + 1] = Double.doubleToRawLongBits(lower);
  }
}
