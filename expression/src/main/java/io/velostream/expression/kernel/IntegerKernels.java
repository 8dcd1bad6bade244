package io.velostream.expression.kernel;

import io.velostream.columnar.error.UserException;

/// Exact arithmetic on 64-bit integers. Narrower results are computed in 64 bits and then checked
/// by [#inRange].
public final class IntegerKernels {
  private static final String BIGINT = "BIGINT";

  private IntegerKernels() {}

  /// Sum; an error when it leaves 64 bits.
  public static long add(long a, long b) {
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      throw overflow(a, "+", b);
    }
    return sum;
  }

  /// Difference; an error when it leaves 64 bits.
  public static long subtract(long a, long b) {
    long difference = a - b;
    if (((a ^ b) & (a ^ difference)) < 0) {
      throw overflow(a, "-", b);
    }
    return difference;
  }

  /// Product; an error when it leaves 64 bits.
  public static long multiply(long a, long b) {
    long product = a * b;
    if (Math.multiplyHigh(a, b) != product >> 63) {
      throw overflow(a, "*", b);
    }
    return product;
  }

  /// Quotient, rounded towards zero.
  public static long divide(long a, long b) {
    if (b == 0) {
      throw Failures.divisionByZero();
    }
    if (a == Long.MIN_VALUE && b == -1) {
      throw overflow(a, "/", b);
    }
    return a / b;
  }

  /// Remainder, with the sign of the dividend.
  public static long remainder(long a, long b) {
    if (b == 0) {
      throw Failures.divisionByZero();
    }
    return a % b;
  }

  /// The opposite number.
  public static long negate(long a) {
    if (a == Long.MIN_VALUE) {
      throw Failures.overflow("-(" + a + ")", BIGINT);
    }
    return -a;
  }

  /// Distance from zero.
  public static long abs(long a) {
    return a < 0 ? negate(a) : a;
  }

  /// -1, 0 or 1.
  @Total
  public static long sign(long a) {
    return Long.signum(a);
  }

  /// The value itself, or an error when it is not in `min .. max`, the range of an integer type.
  public static long inRange(long value, long min, long max) {
    if (value < min || value > max) {
      throw Failures.overflow(Long.toString(value), typeOf(max));
    }
    return value;
  }

  /// Sum without a check, for arguments known to be small.
  @Total
  public static long addSmall(long a, long b) {
    return a + b;
  }

  /// Difference without a check, for arguments known to be small.
  @Total
  public static long subtractSmall(long a, long b) {
    return a - b;
  }

  /// Product without a check, for arguments known to be small.
  @Total
  public static long multiplySmall(long a, long b) {
    return a * b;
  }

  /// Bits set in both.
  @Total
  public static long bitAnd(long a, long b) {
    return a & b;
  }

  /// Bits set in either.
  @Total
  public static long bitOr(long a, long b) {
    return a | b;
  }

  /// Bits set in one only.
  @Total
  public static long bitXor(long a, long b) {
    return a ^ b;
  }

  /// All bits flipped.
  @Total
  public static long bitNot(long a) {
    return ~a;
  }

  /// The name of the integer type with that largest value.
  static String typeOf(long max) {
    if (max == Byte.MAX_VALUE) {
      return "TINYINT";
    }
    if (max == Short.MAX_VALUE) {
      return "SMALLINT";
    }
    return max == Integer.MAX_VALUE ? "INTEGER" : BIGINT;
  }

  private static UserException overflow(long a, String sign, long b) {
    return Failures.overflow(a + " " + sign + " " + b, BIGINT);
  }
}
