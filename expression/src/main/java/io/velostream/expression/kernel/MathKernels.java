package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.math.BigInteger;

/// Roots, powers, logarithms, angles and extremes.
///
/// The functions that have no exact result come from [StrictMath], which gives the same bits on
/// every machine: replaying a query elsewhere must not change its results. An argument outside the
/// domain is an error, as in PostgreSQL; NaN gives NaN, and what is too large an infinity.
public final class MathKernels {
  private static final double LN_2 = StrictMath.log(2);

  private MathKernels() {}

  /// Square root.
  public static double sqrt(double a) {
    if (a < 0) {
      throw Failures.invalidArgument("the square root of the negative number " + a);
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
    if (a < 0 && b != Math.rint(b) && !Double.isNaN(b)) {
      throw Failures.invalidArgument("the negative number " + a + " to the broken power " + b);
    }
    // IEEE 754 and PostgreSQL say 1; Java says NaN.
    if (a == 1 || (a == -1 && Double.isInfinite(b))) {
      return 1;
    }
    return StrictMath.pow(a, b);
  }

  /// Euler's number to the power of `a`.
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

  /// Logarithm to base 2, exact for powers of two.
  public static double log2(double a) {
    positive(a);
    int exponent = Math.getExponent(a);
    if (exponent >= Double.MIN_EXPONENT && exponent <= Double.MAX_EXPONENT) {
      double fraction = Math.scalb(a, -exponent);
      if (fraction == 1) {
        return exponent;
      }
    }
    return StrictMath.log(a) / LN_2;
  }

  /// Logarithm of `a` to `base`.
  public static double log(double base, double a) {
    if (base == 1) {
      throw Failures.invalidArgument("a logarithm to base 1");
    }
    if (base == 10) {
      return log10(a);
    }
    if (base == 2) {
      return log2(a);
    }
    return StrictMath.log(positive(a)) / StrictMath.log(positive(base));
  }

  /// Sine of an angle in radians.
  public static double sin(double a) {
    return StrictMath.sin(finite(a));
  }

  /// Cosine of an angle in radians.
  public static double cos(double a) {
    return StrictMath.cos(finite(a));
  }

  /// Tangent of an angle in radians.
  public static double tan(double a) {
    return StrictMath.tan(finite(a));
  }

  /// Cotangent of an angle in radians; an infinity at zero.
  public static double cot(double a) {
    return 1 / StrictMath.tan(finite(a));
  }

  /// The angle of a sine, -pi/2 to pi/2.
  public static double asin(double a) {
    return StrictMath.asin(ratio(a));
  }

  /// The angle of a cosine, 0 to pi.
  public static double acos(double a) {
    return StrictMath.acos(ratio(a));
  }

  /// The angle of a tangent, -pi/2 to pi/2.
  @Total
  public static double atan(double a) {
    return StrictMath.atan(a);
  }

  /// The angle of the point (x, y), -pi to pi.
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
    return StrictMath.toDegrees(a);
  }

  /// Degrees to radians.
  @Total
  public static double radians(double a) {
    return StrictMath.toRadians(a);
  }

  /// All bits flipped.
  @Total
  public static long bitNot(long a) {
    return ~a;
  }

  /// The greater one.
  @Total
  public static long greatest(long a, long b) {
    return Math.max(a, b);
  }

  /// The smaller one.
  @Total
  public static long least(long a, long b) {
    return Math.min(a, b);
  }

  /// The greater one, where NaN is above all others.
  @Total
  public static double greatest(double a, double b) {
    return ComparisonKernels.less(a, b) != 0 ? b : a;
  }

  /// The smaller one, where NaN is above all others.
  @Total
  public static double least(double a, double b) {
    return ComparisonKernels.greater(a, b) != 0 ? b : a;
  }

  /// The greater one.
  @Total
  public static BigInteger greatest(BigInteger a, BigInteger b) {
    return a.max(b);
  }

  /// The smaller one.
  @Total
  public static BigInteger least(BigInteger a, BigInteger b) {
    return a.min(b);
  }

  /// The one whose bytes come later.
  @Total
  public static Slice greatest(
      Slice a, Slice b) {
    return a.compareTo(b) < 0 ? b : a;
  }

  /// The one whose bytes come first.
  @Total
  public static Slice least(
      Slice a, Slice b) {
    return a.compareTo(b) > 0 ? b : a;
  }

  private static double positive(double a) {
    if (a <= 0) {
      throw Failures.invalidArgument("the logarithm of " + a + ", which is not positive");
    }
    return a;
  }

  private static double finite(double a) {
    if (Double.isInfinite(a)) {
      throw Failures.invalidArgument("an angle that is infinite");
    }
    return a;
  }

  private static double ratio(double a) {
    if (a < -1 || a > 1) {
      throw Failures.invalidArgument(a + " is no sine or cosine, which are between -1 and 1");
    }
    return a;
  }
}
