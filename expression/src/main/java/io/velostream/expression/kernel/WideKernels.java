package io.velostream.expression.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;

/// Arithmetic on decimals of more than 18 digits, given as unscaled values of one common scale
/// unless said otherwise. Intermediate values may have any number of digits; [#fit] checks a final
/// one.
public final class WideKernels {
  private WideKernels() {}

  /// The same number in the wide lane.
  @Total
  public static BigInteger widen(long value) {
    return BigInteger.valueOf(value);
  }

  /// The same number in the long lane; only for values known to fit.
  public static long narrow(BigInteger value) {
    return value.longValueExact();
  }

  /// Sum.
  @Total
  public static BigInteger add(BigInteger a, BigInteger b) {
    return a.add(b);
  }

  /// Difference.
  @Total
  public static BigInteger subtract(BigInteger a, BigInteger b) {
    return a.subtract(b);
  }

  /// Product.
  @Total
  public static BigInteger multiply(BigInteger a, BigInteger b) {
    return a.multiply(b);
  }

  /// Product of two narrow values. Compiled code computes its two halves without an object when it
  /// goes straight into a vector.
  @Total
  public static BigInteger multiplyLongs(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }

  /// Quotient, rounded half away from zero.
  public static BigInteger divide(BigInteger a, BigInteger b) {
    if (b.signum() == 0) {
      throw Failures.divisionByZero();
    }
    BigInteger[] parts = a.divideAndRemainder(b);
    if (parts[1].shiftLeft(1).abs().compareTo(b.abs()) >= 0) {
      return parts[0].add(BigInteger.valueOf((long) a.signum() * b.signum()));
    }
    return parts[0];
  }

  /// Remainder with the sign of the dividend.
  public static BigInteger remainder(BigInteger a, BigInteger b) {
    if (b.signum() == 0) {
      throw Failures.divisionByZero();
    }
    return a.remainder(b);
  }

  /// The opposite number.
  @Total
  public static BigInteger negate(BigInteger a) {
    return a.negate();
  }

  /// Distance from zero.
  @Total
  public static BigInteger abs(BigInteger a) {
    return a.abs();
  }

  /// -1, 0 or 1.
  @Total
  public static long sign(BigInteger a) {
    return a.signum();
  }

  /// Drops digits towards negative infinity.
  public static BigInteger floor(BigInteger value, BigInteger factor) {
    BigInteger[] parts = value.divideAndRemainder(factor);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  /// Drops digits towards positive infinity.
  public static BigInteger ceiling(BigInteger value, BigInteger factor) {
    return floor(value.negate(), factor).negate();
  }

  /// Drops digits towards zero.
  public static BigInteger truncate(BigInteger value, BigInteger factor) {
    return value.divide(factor);
  }

  /// The value itself, or an error when it is not below `limit`, a power of ten, in size.
  public static BigInteger fit(BigInteger value, BigInteger limit, long scale) {
    if (value.abs().compareTo(limit) >= 0) {
      String text = new BigDecimal(value, (int) scale).toPlainString();
      throw Failures.overflow(text, DecimalKernels.type(limit.toString().length() - 1, scale));
    }
    return value;
  }

  /// The integer itself, or an error when it is not in `min .. max`, the range of an integer type.
  public static long inRange(BigInteger value, long min, long max) {
    if (value.bitLength() > 63) {
      throw Failures.overflow(value.toString(), IntegerKernels.typeOf(max));
    }
    return IntegerKernels.inRange(value.longValue(), min, max);
  }

  /// The nearest double.
  @Total
  public static double toDouble(BigInteger value, long scale) {
    return new BigDecimal(value, (int) scale).doubleValue();
  }
}
