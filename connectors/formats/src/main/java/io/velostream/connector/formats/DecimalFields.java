package io.velostream.connector.formats;

import io.velostream.columnar.WideInteger;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Kernels for exact decimals, never by way of binary floating point.
///
/// A number with more fraction digits than the column's scale is rounded half away from zero, as a
/// CAST does.
final class DecimalFields {
  /// Exponents beyond this cannot give a value of any type that is not zero.
  private static final int MAX_EXPONENT = 2_000;

  /// Digits of the largest BIGINT.
  private static final int BIGINT_DIGITS = 19;

  private static final long[] POWERS = new long[19];

  static {
    long power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  /// `10^p` by precision `p`.
  private static final BigInteger[] BOUNDS = new BigInteger[39];

  private static final long[] BOUND_HIGHS = new long[39];
  private static final long[] BOUND_LOWS = new long[39];

  static {
    for (int i = 0; i < BOUNDS.length; i++) {
      BOUNDS[i] = BigInteger.TEN.pow(i);
      BOUND_HIGHS[i] = WideInteger.high(BOUNDS[i]);
      BOUND_LOWS[i] = WideInteger.low(BOUNDS[i]);
    }
  }

  private DecimalFields() {}

  static boolean decimal(Column column, int row, byte[] data, int from, int to) {
    boolean negative = data[from] == '-';
    int at = negative || data[from] == '+' ? from + 1 : from;
    if (to - at > NumberFields.SAFE_DIGITS) {
      return anyDecimal(column, row, data, from, to);
    }
    long unscaled = 0;
    int digits = 0;
    int point = -1;
    for (; at < to; at++) {
      int digit = data[at] - '0';
      if (digit >= 0 && digit <= 9) {
        unscaled = unscaled * 10 + digit;
        digits++;
      } else if (data[at] == '.' && point < 0) {
        point = digits;
      } else {
        return anyDecimal(column, row, data, from, to);
      }
    }
    if (digits == 0) {
      return false;
    }
    int fraction = point < 0 ? 0 : digits - point;
    return store(column, row, negative, unscaled, fraction);
  }

  /// Stores `unscaled / 10^fraction`, where `unscaled` has at most 18 digits.
  static boolean store(Column column, int row, boolean negative, long unscaled, int fraction) {
    int shift = column.scale - fraction;
    if (shift > NumberFields.SAFE_DIGITS) {
      BigDecimal value = BigDecimal.valueOf(negative ? -unscaled : unscaled, fraction);
      return store(column, row, value);
    }
    if (shift < 0) {
      long divisor = POWERS[-shift]; // fraction is at most 18
      long rounded = unscaled / divisor;
      long remainder = unscaled - rounded * divisor;
      rounded += remainder >= divisor - remainder ? 1 : 0;
      return storeScaled(column, row, negative, 0, rounded);
    }
    long high = Math.unsignedMultiplyHigh(unscaled, POWERS[shift]);
    return storeScaled(column, row, negative, high, unscaled * POWERS[shift]);
  }

  private static boolean storeScaled(
      Column column, int row, boolean negative, long high, long low) {
    if (column.kind == ValueKind.DECIMAL) {
      if (high != 0 || low < 0 || low >= POWERS[column.size]) {
        return false;
      }
      column.setLong(row, negative ? -low : low);
      return true;
    }
    int byHigh = Long.compareUnsigned(high, BOUND_HIGHS[column.size]);
    if (byHigh > 0 || (byHigh == 0 && Long.compareUnsigned(low, BOUND_LOWS[column.size]) >= 0)) {
      return false;
    }
    long signedLow = negative ? -low : low;
    long signedHigh = negative ? ~high + (low == 0 ? 1 : 0) : high;
    column.setWide(row, signedHigh, signedLow);
    return true;
  }

  private static boolean anyDecimal(Column column, int row, byte[] data, int from, int to) {
    BigDecimal value = exact(data, from, to);
    return value != null && store(column, row, value);
  }

  private static boolean store(Column column, int row, BigDecimal value) {
    // The number of digits before the point decides the overflow before any scaling costs time.
    if (value.signum() != 0 && (long) value.precision() - value.scale() > column.size) {
      return false;
    }
    BigInteger unscaled =
        value.signum() == 0
            ? BigInteger.ZERO
            : value.setScale(column.scale, RoundingMode.HALF_UP).unscaledValue();
    if (unscaled.abs().compareTo(BOUNDS[column.size]) >= 0) {
      return false;
    }
    if (column.kind == ValueKind.DECIMAL) {
      column.setLong(row, unscaled.longValueExact());
    } else {
      column.setWide(row, WideInteger.high(unscaled), WideInteger.low(unscaled));
    }
    return true;
  }

  /// An integer column given a number with a point, an exponent or many digits: taken if it is
  /// whole and in range.
  static boolean wholeNumber(Column column, int row, byte[] data, int from, int to) {
    BigDecimal value = exact(data, from, to);
    if (value == null) {
      return false;
    }
    if (value.signum() == 0) {
      column.setLong(row, 0);
      return true;
    }
    if ((long) value.precision() - value.scale() > BIGINT_DIGITS) {
      return false;
    }
    BigDecimal whole = value.stripTrailingZeros();
    if (whole.scale() > 0) {
      return false;
    }
    BigInteger integer = whole.toBigInteger();
    if (integer.bitLength() > 63) {
      return false;
    }
    long result = integer.longValue();
    column.setLong(row, result);
    return result >= column.min && result <= column.max;
  }

  private static @Nullable BigDecimal exact(byte[] data, int from, int to) {
    if (!NumberFields.isDecimal(data, from, to)) {
      return null;
    }
    int e = from;
    while (e < to && (data[e] | 0x20) != 'e') {
      e++;
    }
    if (e < to) {
      int first = data[e + 1] == '-' || data[e + 1] == '+' ? e + 2 : e + 1;
      while (first < to && data[first] == '0') {
        first++;
      }
      int digits = to - first;
      if (digits > 4 || (digits > 0 && Ascii.number(data, first, digits) > MAX_EXPONENT)) {
        return null;
      }
    }
    return new BigDecimal(new String(data, from, to - from, StandardCharsets.ISO_8859_1));
  }
}
