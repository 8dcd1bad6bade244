package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.math.BigInteger;

/// Comparisons within each lane, and of integers with doubles.
///
/// Doubles are totally ordered: NaN equals NaN and is greater than all others, -0.0 equals 0.0. The
/// double forms are written so that they shrink to one machine comparison when `b` is a constant.
@Total
public final class ComparisonKernels {
  private static final double TWO_TO_63 = 0x1p63;

  private ComparisonKernels() {}

  /// `a = b`.
  public static long equal(long a, long b) {
    return a == b ? 1 : 0;
  }

  /// `a <> b`.
  public static long notEqual(long a, long b) {
    return a != b ? 1 : 0;
  }

  /// `a < b`.
  public static long less(long a, long b) {
    return a < b ? 1 : 0;
  }

  /// `a <= b`.
  public static long lessOrEqual(long a, long b) {
    return a <= b ? 1 : 0;
  }

  /// `a > b`.
  public static long greater(long a, long b) {
    return a > b ? 1 : 0;
  }

  /// `a >= b`.
  public static long greaterOrEqual(long a, long b) {
    return a >= b ? 1 : 0;
  }

  /// `a = b`.
  public static long equal(double a, double b) {
    return a == b || (Double.isNaN(b) && Double.isNaN(a)) ? 1 : 0;
  }

  /// `a <> b`.
  public static long notEqual(double a, double b) {
    return a == b || (Double.isNaN(b) && Double.isNaN(a)) ? 0 : 1;
  }

  /// `a < b`.
  public static long less(double a, double b) {
    return a < b || (Double.isNaN(b) && !Double.isNaN(a)) ? 1 : 0;
  }

  /// `a <= b`.
  public static long lessOrEqual(double a, double b) {
    return a <= b || Double.isNaN(b) ? 1 : 0;
  }

  /// `a > b`.
  public static long greater(double a, double b) {
    return a <= b || Double.isNaN(b) ? 0 : 1;
  }

  /// `a >= b`.
  public static long greaterOrEqual(double a, double b) {
    return a < b || (Double.isNaN(b) && !Double.isNaN(a)) ? 0 : 1;
  }

  /// `a = b`.
  public static long equal(BigInteger a, BigInteger b) {
    return a.equals(b) ? 1 : 0;
  }

  /// `a <> b`.
  public static long notEqual(BigInteger a, BigInteger b) {
    return a.equals(b) ? 0 : 1;
  }

  /// `a < b`.
  public static long less(BigInteger a, BigInteger b) {
    return a.compareTo(b) < 0 ? 1 : 0;
  }

  /// `a <= b`.
  public static long lessOrEqual(BigInteger a, BigInteger b) {
    return a.compareTo(b) <= 0 ? 1 : 0;
  }

  /// `a > b`.
  public static long greater(BigInteger a, BigInteger b) {
    return a.compareTo(b) > 0 ? 1 : 0;
  }

  /// `a >= b`.
  public static long greaterOrEqual(BigInteger a, BigInteger b) {
    return a.compareTo(b) >= 0 ? 1 : 0;
  }

  /// `a = b`.
  public static long equal(Slice a, Slice b) {
    return a.equals(b) ? 1 : 0;
  }

  /// `a <> b`.
  public static long notEqual(Slice a, Slice b) {
    return a.equals(b) ? 0 : 1;
  }

  /// `a < b`.
  public static long less(Slice a, Slice b) {
    return a.compareTo(b) < 0 ? 1 : 0;
  }

  /// `a <= b`.
  public static long lessOrEqual(Slice a, Slice b) {
    return a.compareTo(b) <= 0 ? 1 : 0;
  }

  /// `a > b`.
  public static long greater(Slice a, Slice b) {
    return a.compareTo(b) > 0 ? 1 : 0;
  }

  /// `a >= b`.
  public static long greaterOrEqual(Slice a, Slice b) {
    return a.compareTo(b) >= 0 ? 1 : 0;
  }

  /// -1, 0 or 1: how an integer compares with a double, exactly.
  public static long compare(long a, double b) {
    if (Double.isNaN(b) || b >= TWO_TO_63) {
      return -1;
    }
    if (b < -TWO_TO_63) {
      return 1;
    }
    long whole = (long) b;
    if (a != whole) {
      return a < whole ? -1 : 1;
    }
    double fraction = b - whole;
    return fraction > 0 ? -1 : fraction < 0 ? 1 : 0;
  }
}
