package io.velostream.expression.kernel;

import java.math.BigDecimal;

/// Arithmetic on decimals of up to 18 digits, given as unscaled `long`s of one common scale unless
/// said otherwise. Whoever builds the call makes sure, by counting digits, that no intermediate
/// value leaves 64 bits.
public final class DecimalKernels {
  private DecimalKernels() {}

  /// Appends zeros: `factor` is a power of ten.
  @Total
  public static long scaleUp(long value, long factor) {
    return value * factor;
  }

  /// Drops digits, rounding half away from zero: `factor` is a power of ten above 1.
  @Total
  public static long scaleDown(long value, long factor) {
    long quotient = value / factor;
    long rest = value - quotient * factor;
    if (Math.abs(rest) >= factor / 2) {
      quotient += value < 0 ? -1 : 1;
    }
    return quotient;
  }

  /// The value itself, or an error when it is not below `limit`, a power of ten, in size.
  public static long fit(long value, long limit, long scale) {
    if (value >= limit || value <= -limit) {
      throw Failures.overflow(text(value, scale), type(digits(limit), scale));
    }
    return value;
  }

  /// Quotient of two unscaled values, rounded half away from zero.
  public static long divide(long a, long b) {
    if (b == 0) {
      throw Failures.divisionByZero();
    }
    long quotient = a / b;
    long rest = Math.abs(a - quotient * b);
    if (rest >= Math.abs(b) - rest) {
      quotient += (a ^ b) < 0 ? -1 : 1;
    }
    return quotient;
  }

  /// Greatest multiple of `factor` that is not above the value, in units of `factor`.
  @Total
  public static long floor(long value, long factor) {
    return Math.floorDiv(value, factor);
  }

  /// Least multiple of `factor` that is not below the value, in units of `factor`.
  @Total
  public static long ceiling(long value, long factor) {
    return Math.ceilDiv(value, factor);
  }

  /// Drops digits towards zero.
  @Total
  public static long truncate(long value, long factor) {
    return value / factor;
  }

  /// The nearest double.
  @Total
  public static double toDouble(long value, long scale) {
    if (scale <= EXACT_DOUBLE_POWERS && Math.abs(value) <= EXACT_DOUBLE_INTEGER) {
      // Both operands are exact, so the quotient is rounded once.
      return value / DOUBLE_POWERS[(int) scale];
    }
    return BigDecimal.valueOf(value, (int) scale).doubleValue();
  }

  private static final int EXACT_DOUBLE_POWERS = 22;
  private static final long EXACT_DOUBLE_INTEGER = 1L << 53;
  private static final double[] DOUBLE_POWERS = doublePowers();

  private static double[] doublePowers() {
    double[] powers = new double[EXACT_DOUBLE_POWERS + 1];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = Double.parseDouble("1e" + i);
    }
    return powers;
  }

  private static int digits(long limit) {
    return Long.toString(limit).length() - 1;
  }

  static String text(long value, long scale) {
    return BigDecimal.valueOf(value, (int) scale).toPlainString();
  }

  static String type(int precision, long scale) {
    return "DECIMAL(" + precision + ", " + scale + ")";
  }
}
