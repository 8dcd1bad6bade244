package io.velostream.expression.kernel;

/// Mathematical functions. They go through [StrictMath] where [Math] may differ from machine to
/// machine, since results must not. Arguments outside the domain are errors; NaN gives NaN.
public final class MathKernels {
  private static final double LN_2 = StrictMath.log(2);

  private MathKernels() {}

  /// Least integer not below.
  @Total
  public static double ceiling(double a) {
    return Math.ceil(a);
  }

  /// Greatest integer not above.
  @Total
  public static double floor(double a) {
    return Math.floor(a);
  }

  /// Square root.
  public static double sqrt(double a) {
    if (a < 0) {
      throw Failures.invalidArgument("square root of the negative number " + a);
    }
    return Math.sqrt(a);
  }

  /// Cube root.
  @Total
  public static double cbrt(double a) {
    return StrictMath.cbrt(a);
  }

  /// `a` to the power of `b`; 1 to any power is 1.
  public static double power(double a, double b) {
    if (a == 0 && b < 0) {
      throw Failures.invalidArgument("zero to the negative power " + b);
    }
    if (a < 0 && b != Math.rint(b) && Double.isFinite(b)) {
      throw Failures.invalidArgument("the negative number " + a + " has no real power " + b);
    }
    // IEEE 754 and PostgreSQL say 1, Java says NaN.
    if (a == 1 || (a == -1 && Double.isInfinite(b))) {
      return 1;
    }
    return StrictMath.pow(a, b);
  }

  /// e to the power of `a`.
  @Total
  public static double exp(double a) {
    return StrictMath.exp(a);
  }

  /// Natural logarithm.
  public static double ln(double a) {
    return StrictMath.log(positive(a));
  }

  /// Logarithm to base 10.
  public static double log10(double a) {
    return StrictMath.log10(positive(a));
  }

  /// Logarithm to base 2.
  public static double log2(double a) {
    double number = positive(a);
    // Exact for powers of two, which the quotient of logarithms is not.
    int exponent = Math.getExponent(number);
    return Double.isFinite(number) && number == Math.scalb(1.0, exponent)
        ? exponent
        : StrictMath.log(number) / LN_2;
  }

  /// Logarithm of `a` to base `base`.
  public static double log(double base, double a) {
    double divisor = StrictMath.log(positive(base));
    if (divisor == 0) {
      throw Failures.divisionByZero();
    }
    return StrictMath.log(positive(a)) / divisor;
  }

  /// Sine.
  public static double sin(double a) {
    return StrictMath.sin(finite(a));
  }

  /// Cosine.
  public static double cos(double a) {
    return StrictMath.cos(finite(a));
  }

  /// Tangent.
  public static double tan(double a) {
    return StrictMath.tan(finite(a));
  }

  /// Cotangent; an infinity at zero.
  public static double cot(double a) {
    return 1 / StrictMath.tan(finite(a));
  }

  /// Arc sine.
  public static double asin(double a) {
    return StrictMath.asin(unit(a));
  }

  /// Arc cosine.
  public static double acos(double a) {
    return StrictMath.acos(unit(a));
  }

  /// Arc tangent.
  @Total
  public static double atan(double a) {
    return StrictMath.atan(a);
  }

  /// Angle of the point (x, y).
  @Total
  public static double atan2(double y, double x) {
    return StrictMath.atan2(y, x);
  }

  /// Hyperbolic sine.
  @Total
  public static double sinh(double a) {
    return StrictMath.sinh(a);
  }

  /// Hyperbolic cosine.
  @Total
  public static double cosh(double a) {
    return StrictMath.cosh(a);
  }

  /// Hyperbolic tangent.
  @Total
  public static double tanh(double a) {
    return StrictMath.tanh(a);
  }

  /// Hyperbolic cotangent; an infinity at zero.
  @Total
  public static double coth(double a) {
    return 1 / StrictMath.tanh(a);
  }

  /// Radians to degrees.
  @Total
  public static double degrees(double a) {
    return Math.toDegrees(a);
  }

  /// Degrees to radians.
  @Total
  public static double radians(double a) {
    return Math.toRadians(a);
  }

  /// The number of the bucket, of `count` equally wide ones between two bounds, that a number falls
  /// into; 0 below and `count + 1` above.
  public static long widthBucket(double a, double low, double high, long count) {
    boolean sound = count > 0 && count < Long.MAX_VALUE && Double.isFinite(low - high);
    if (!sound || low == high || Double.isNaN(a)) {
      throw Failures.invalidArgument(
          "WIDTH_BUCKET needs a number, two different finite bounds and a positive count");
    }
    boolean rising = low < high;
    if (rising ? a < low : a > low) {
      return 0;
    }
    if (rising ? !(a < high) : !(a > high)) {
      return count + 1;
    }
    // The product may be rounded up to the count itself.
    return Math.min((long) ((a - low) / (high - low) * count), count - 1) + 1;
  }

  private static double positive(double a) {
    if (a <= 0) {
      throw Failures.invalidArgument("logarithm of " + a + ", which is not positive");
    }
    return a;
  }

  private static double finite(double a) {
    if (Double.isInfinite(a)) {
      throw Failures.invalidArgument("an angle that is infinite");
    }
    return a;
  }

  private static double unit(double a) {
    if (a < -1 || a > 1) {
      throw Failures.invalidArgument(a + " is not between -1 and 1");
    }
    return a;
  }
}
