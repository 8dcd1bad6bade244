package io.velostream.expression.kernel;

import io.velostream.expression.EvaluationContext;

/// Arithmetic that gives NULL where the usual one is an error. A sum of DOUBLEs that is infinite
/// although its parts are not is such a case, too.
public final class LenientKernels {
  private LenientKernels() {}

  /// A sum, or NULL.
  @ReturnsNull
  public static long add(long a, long b, EvaluationContext context) {
    long sum = a + b;
    context.resultIsNull = ((a ^ sum) & (b ^ sum)) < 0;
    return sum;
  }

  /// A sum, or NULL.
  @ReturnsNull
  public static double add(double a, double b, EvaluationContext context) {
    return checked(a, b, a + b, context);
  }

  /// A difference, or NULL.
  @ReturnsNull
  public static long subtract(long a, long b, EvaluationContext context) {
    long difference = a - b;
    context.resultIsNull = ((a ^ b) & (a ^ difference)) < 0;
    return difference;
  }

  /// A difference, or NULL.
  @ReturnsNull
  public static double subtract(double a, double b, EvaluationContext context) {
    return checked(a, b, a - b, context);
  }

  /// A product, or NULL.
  @ReturnsNull
  public static long multiply(long a, long b, EvaluationContext context) {
    long product = a * b;
    context.resultIsNull = Math.multiplyHigh(a, b) != product >> 63;
    return product;
  }

  /// A product, or NULL.
  @ReturnsNull
  public static double multiply(double a, double b, EvaluationContext context) {
    return checked(a, b, a * b, context);
  }

  /// A quotient; NULL where the divisor is zero.
  @ReturnsNull
  public static double divide(double a, double b, EvaluationContext context) {
    double quotient = checked(a, b, a / b, context);
    context.resultIsNull |= b == 0;
    return quotient;
  }

  private static double checked(double a, double b, double result, EvaluationContext context) {
    context.resultIsNull = Double.isInfinite(result) && Double.isFinite(a) && Double.isFinite(b);
    return result;
  }
}
