package io.velostream.expression.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Conversions between numbers. Out of range is an error. A double becomes an integer by rounding
/// half to even, as DuckDB does; a decimal loses digits by rounding half away from zero; a double
/// becomes a decimal by way of its shortest text, so that 0.1 stays 0.1.
public final class CastKernels {
  private CastKernels() {}

  /// Whether a number is not zero.
  @Total
  public static long isNotZero(long value) {
    return value != 0 ? 1 : 0;
  }

  /// Whether a number is not zero.
  @Total
  public static long isNotZero(double value) {
    return value != 0 ? 1 : 0;
  }

  /// Whether a number is not zero.
  @Total
  public static long isNotZero(BigInteger value) {
    return value.signum() != 0 ? 1 : 0;
  }

  /// Integer to double.
  @Total
  public static double toDouble(long value) {
    return value;
  }

  /// Integer to REAL, rounded once.
  @Total
  public static double toReal(long value) {
    return (float) value;
  }

  /// Decimal to REAL, rounded once.
  @Total
  public static double decimalToReal(long value, long scale) {
    return BigDecimal.valueOf(value, (int) scale).floatValue();
  }

  /// Decimal to REAL, rounded once.
  @Total
  public static double decimalToReal(BigInteger value, long scale) {
    return new BigDecimal(value, (int) scale).floatValue();
  }

  /// Double to an integer type with that range.
  public static long toInteger(double value, long min, long max) {
    double rounded = Math.rint(value);
    if (rounded >= min && rounded < max + 1.0) {
      return (long) rounded;
    }
    throw Failures.overflow(Double.toString(value), IntegerKernels.typeOf(max));
  }

  /// Double to a decimal with at most 18 digits.
  public static long toDecimal(double value, long precision, long scale) {
    return decimal(value, Double.toString(value), (int) precision, (int) scale).longValueExact();
  }

  /// Double to a decimal with more than 18 digits.
  public static BigInteger toWideDecimal(double value, long precision, long scale) {
    return decimal(value, Double.toString(value), (int) precision, (int) scale);
  }

  /// REAL to a decimal with at most 18 digits.
  public static long realToDecimal(double value, long precision, long scale) {
    String text = Float.toString((float) value);
    return decimal(value, text, (int) precision, (int) scale).longValueExact();
  }

  /// REAL to a decimal with more than 18 digits.
  public static BigInteger realToWideDecimal(double value, long precision, long scale) {
    return decimal(value, Float.toString((float) value), (int) precision, (int) scale);
  }

  /// Drops decimal digits of a wide value: `factor` is a power of ten above 1.
  public static BigInteger scaleDown(BigInteger value, BigInteger factor) {
    return WideKernels.divide(value, factor);
  }

  private static BigInteger decimal(double value, String text, int precision, int scale) {
    if (!Double.isFinite(value)) {
      throw Failures.overflow(text, DecimalKernels.type(precision, scale));
    }
    return unscaled(new BigDecimal(text), precision, scale);
  }

  /// The unscaled value of a number in a DECIMAL type, rounded half away from zero.
  public static BigInteger unscaled(BigDecimal number, int precision, int scale) {
    // Numbers such as 1e400000 would take long to expand before they turn out not to fit.
    long integerDigits = (long) number.precision() - number.scale();
    if (number.signum() != 0 && integerDigits > precision - scale) {
      throw Failures.overflow(number.toString(), DecimalKernels.type(precision, scale));
    }
    if (integerDigits < -scale - 1L) {
      return BigInteger.ZERO;
    }
    BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.precision() > precision) {
      throw Failures.overflow(number.toString(), DecimalKernels.type(precision, scale));
    }
    return rounded.unscaledValue();
  }
}
