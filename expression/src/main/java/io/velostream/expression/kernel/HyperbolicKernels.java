package io.velostream.expression.kernel;

/// The rarer functions of angles. Arguments outside the domain are errors; NaN gives NaN.
public final class HyperbolicKernels {
  private HyperbolicKernels() {}

  /// Inverse hyperbolic sine.
  @Total
  public static double asinh(double a) {
    double size = Math.abs(a);
    if (Double.isInfinite(a) || size < 1e-9) {
      return a;
    }
    // The square of a large number would be infinite.
    double result =
        size > 1e150
            ? StrictMath.log(size) + StrictMath.log(2)
            : StrictMath.log1p(size + size * size / (1 + Math.sqrt(size * size + 1)));
    return Math.copySign(result, a);
  }

  /// Inverse hyperbolic cosine.
  public static double acosh(double a) {
    if (a < 1) {
      throw Failures.invalidArgument(a + " is no hyperbolic cosine: it is below 1");
    }
    if (a > 1e150) {
      return StrictMath.log(a) + StrictMath.log(2);
    }
    double above = a - 1;
    return StrictMath.log1p(above + Math.sqrt(above * (a + 1)));
  }

  /// Inverse hyperbolic tangent; an infinity at 1 and -1.
  public static double atanh(double a) {
    if (a < -1 || a > 1) {
      throw Failures.invalidArgument(a + " is not between -1 and 1");
    }
    return 0.5 * (StrictMath.log1p(a) - StrictMath.log1p(-a));
  }

  /// Secant.
  public static double sec(double a) {
    return 1 / MathKernels.cos(a);
  }

  /// Cosecant; an infinity at zero.
  public static double csc(double a) {
    return 1 / MathKernels.sin(a);
  }
}
