package io.velostream.expression.kernel;

/// Arithmetic on doubles by IEEE 754, except that a division by zero is an error, as for all other
/// numbers. An overflow gives an infinity. REAL results are computed here and rounded by [#toReal],
/// which for these operations equals rounding once.
public final class FloatKernels {
  private FloatKernels() {}

  /// Sum.
  @Total
  public static double add(double a, double b) {
    return a + b;
  }

  /// Difference.
  @Total
  public static double subtract(double a, double b) {
    return a - b;
  }

  /// Product.
  @Total
  public static double multiply(double a, double b) {
    return a * b;
  }

  /// Quotient.
  public static double divide(double a, double b) {
    if (b == 0) {
      throw Failures.divisionByZero();
    }
    return a / b;
  }

  /// Remainder with the sign of the dividend.
  public static double remainder(double a, double b) {
    if (b == 0) {
      throw Failures.divisionByZero();
    }
    return a % b;
  }

  /// The opposite number.
  @Total
  public static double negate(double a) {
    return -a;
  }

  /// Distance from zero.
  @Total
  public static double abs(double a) {
    return Math.abs(a);
  }

  /// -1, 0 or 1; NaN for NaN.
  @Total
  public static double sign(double a) {
    return Math.signum(a);
  }

  /// The nearest value of a REAL, as a double. What is too large becomes an infinity.
  @Total
  public static double toReal(double a) {
    return (float) a;
  }
}
