package io.velostream.expression.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

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

  /// Rounded to so many digits after the point, half away from zero.
  public static double round(double a, long digits) {
    if (!Double.isFinite(a) || digits > 400) {
      return a;
    }
    int places = (int) Math.max(digits, -400);
    return BigDecimal.valueOf(a).setScale(places, RoundingMode.HALF_UP).doubleValue();
  }

  /// Cut to so many digits after the point.
  public static double truncate(double a, long digits) {
    if (!Double.isFinite(a) || digits > 400) {
      return a;
    }
    int places = (int) Math.max(digits, -400);
    return BigDecimal.valueOf(a).setScale(places, RoundingMode.DOWN).doubleValue();
  }

  /// A decimal rounded to so many digits after the point, half away from zero; the scale stays.
  public static BigInteger round(BigInteger a, long scale, long digits) {
    return cut(a, scale, digits, RoundingMode.HALF_UP);
  }

  /// A decimal cut to so many digits after the point; the scale stays.
  public static BigInteger truncate(BigInteger a, long scale, long digits) {
    return cut(a, scale, digits, RoundingMode.DOWN);
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

  /// `a` to the power of `b`.
  public static double power(double a, double b) {
    if (a < 0 && b != Math.rint(b) && Double.isFinite(b)) {
      throw Failures.invalidArgument("the negative number " + a + " has no real power " + b);
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
  @Total
  public static double sin(double a) {
    return StrictMath.sin(a);
  }

  /// Cosine.
  @Total
  public static double cos(double a) {
    return StrictMath.cos(a);
  }

  /// Tangent.
  @Total
  public static double tan(double a) {
    return StrictMath.tan(a);
  }

  /// Cotangent.
  public static double cot(double a) {
    return FloatKernels.divide(1, StrictMath.tan(a));
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
    if (count <= 0 || !(low < high || low > high)) {
      throw Failures.invalidArgument(
          "WIDTH_BUCKET needs two different bounds and a positive count");
    }
    boolean rising = low < high;
    if (rising ? a < low : a > low) {
      return 0;
    }
    if (rising ? !(a < high) : !(a > high)) {
      return count + 1;
    }
    return (long) ((a - low) / (high - low) * count) + 1;
  }

  private static BigInteger cut(BigInteger a, long scale, long digits, RoundingMode mode) {
    if (digits >= scale) {
      return a;
    }
    int places = (int) Math.max(digits, -80);
    BigDecimal number = new BigDecimal(a, (int) scale).setScale(places, mode);
    return number.setScale((int) scale).unscaledValue();
  }

  private static double positive(double a) {
    if (a <= 0) {
      throw Failures.invalidArgument("logarithm of " + a + ", which is not positive");
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
