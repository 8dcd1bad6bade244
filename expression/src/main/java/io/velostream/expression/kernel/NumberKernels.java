package io.velostream.expression.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// Whole numbers: divisors, factorials and bits; and questions about doubles.
public final class NumberKernels {
  private static final int MAX_FACTORIAL = 20;

  private NumberKernels() {}

  /// The greatest number that divides both; 0 of two zeros.
  public static long gcd(long a, long b) {
    BigInteger divisor = BigInteger.valueOf(a).gcd(BigInteger.valueOf(b));
    return fitting(divisor, "the greatest common divisor");
  }

  /// The least number that both divide; 0 when one is 0.
  public static long lcm(long a, long b) {
    if (a == 0 || b == 0) {
      return 0;
    }
    BigInteger x = BigInteger.valueOf(a);
    BigInteger y = BigInteger.valueOf(b);
    return fitting(x.divide(x.gcd(y)).multiply(y).abs(), "the least common multiple");
  }

  /// The product of the numbers from 1 to `n`.
  public static long factorial(long n) {
    if (n < 0) {
      throw Failures.invalidArgument("the factorial of the negative number " + n);
    }
    if (n > MAX_FACTORIAL) {
      throw Failures.overflow("the factorial of " + n, "BIGINT");
    }
    long product = 1;
    for (long i = 2; i <= n; i++) {
      product *= i;
    }
    return product;
  }

  /// The quotient of whole numbers, rounded towards zero.
  public static long divide(long a, long b) {
    return IntegerKernels.divide(a, b);
  }

  /// The remainder from 0 to below the absolute value of the divisor.
  public static long positiveRemainder(long a, long b) {
    long remainder = IntegerKernels.remainder(a, b);
    return remainder >= 0 ? remainder : b > 0 ? remainder + b : remainder - b;
  }

  /// Bits moved towards the higher ones; those that fall out are lost.
  public static long shiftLeft(long a, long count) {
    return checked(count) > 63 ? 0 : a << count;
  }

  /// Bits moved towards the lower ones; the sign stays.
  public static long shiftRight(long a, long count) {
    return a >> Math.min(checked(count), 63);
  }

  /// Bits moved towards the lower ones; zeros come from above.
  public static long shiftRightUnsigned(long a, long count) {
    return checked(count) > 63 ? 0 : a >>> count;
  }

  /// How many bits are set in the two's complement of 64 bits.
  @Total
  public static long bitCount(long a) {
    return Long.bitCount(a);
  }

  /// Whether a number is none.
  @Total
  public static long isNan(double a) {
    return Double.isNaN(a) ? 1 : 0;
  }

  /// Whether a number is neither infinite nor none.
  @Total
  public static long isFinite(double a) {
    return Double.isFinite(a) ? 1 : 0;
  }

  /// Whether a number is infinite.
  @Total
  public static long isInfinite(double a) {
    return Double.isInfinite(a) ? 1 : 0;
  }

  /// Rounded to so many digits by the shortest text of the double, a half to the even neighbour.
  public static double roundHalfEven(double a, long places) {
    if (!Double.isFinite(a) || a == 0) {
      return a;
    }
    int digits = Math.clamp(places, -400, 400);
    return BigDecimal.valueOf(a).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
  }

  private static long checked(long count) {
    if (count < 0) {
      throw Failures.invalidArgument("bits cannot be moved by " + count + " places");
    }
    return count;
  }

  private static long fitting(BigInteger value, String what) {
    if (value.bitLength() > 63) {
      throw Failures.overflow(what + " " + value, "BIGINT");
    }
    return value.longValueExact();
  }
}
