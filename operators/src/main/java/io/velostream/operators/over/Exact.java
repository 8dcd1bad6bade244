package io.velostream.operators.over;

import io.velostream.columnar.DataType;
import io.velostream.columnar.WideInteger;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Results of exact sums, which are kept as 128-bit integers in two halves.
final class Exact {
  private static final long[] POWERS = new long[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private Exact() {}

  /// A sum as a value of a type of the LONG lane.
  ///
  /// @throws UserException when it does not fit
  static long toLong(long high, long low, DataType type) {
    boolean fits = high == low >> 63;
    if (type instanceof DataType.Integral integral) {
      fits &= low >= integral.width().min() && low <= integral.width().max();
    } else if (type instanceof DataType.Decimal decimal) {
      long bound = POWERS[decimal.precision()];
      fits &= low > -bound && low < bound;
    }
    if (!fits) {
      throw overflow(type);
    }
    return low;
  }

  /// Makes sure that a sum fits a type of the WIDE lane.
  ///
  /// @throws UserException when it does not
  static void requireFits(long high, long low, DataType type) {
    // What fits one signed long has less than 20 digits, and the wide lane starts at 19.
    if (high == low >> 63 || !(type instanceof DataType.Decimal decimal)) {
      return;
    }
    BigInteger value = WideInteger.toBigInteger(high, low);
    if (value.abs().compareTo(BigInteger.TEN.pow(decimal.precision())) >= 0) {
      throw overflow(type);
    }
  }

  /// The nearest double.
  static double toDouble(long high, long low) {
    return high == low >> 63 ? low : WideInteger.toBigInteger(high, low).doubleValue();
  }

  /// The sum divided by the count, rounded half away from zero to the scale of the result.
  ///
  /// @param scale of the sum
  /// @return the unscaled value
  static BigInteger average(BigInteger sum, int scale, long count, int resultScale) {
    return new BigDecimal(sum, scale)
        .divide(BigDecimal.valueOf(count), resultScale, RoundingMode.HALF_UP)
        .unscaledValue();
  }

  /// As [#average(BigInteger, int, long, int)] for results of the LONG lane.
  static long averageLong(long high, long low, int scale, long count, int resultScale) {
    int shift = resultScale - scale;
    if (high == low >> 63 && shift >= 0 && shift < POWERS.length) {
      long scaled = low * POWERS[shift];
      if (Math.multiplyHigh(low, POWERS[shift]) == scaled >> 63 && count <= Integer.MAX_VALUE) {
        long quotient = scaled / count;
        long rest = Math.abs(scaled % count);
        return 2 * rest >= count ? quotient + (scaled < 0 ? -1 : 1) : quotient;
      }
    }
    return average(WideInteger.toBigInteger(high, low), scale, count, resultScale).longValueExact();
  }

  static UserException overflow(DataType type) {
    return new UserException(
            ErrorCode.NUMERIC_OVERFLOW, "a sum over a window does not fit " + type.sql())
        .hint("cast the argument to a larger type");
  }
}
