package io.velostream.operators.aggregate;

import java.math.BigInteger;

/// Quotients of whole numbers.
final class Ratio {
  private static final long EXACT = 1L << 53;
  private static final int QUOTIENT_BITS = 62;

  private Ratio() {}

  /// The double nearest to `sum / count`, ties to even.
  static double toDouble(long sum, long count) {
    if (sum > -EXACT && sum < EXACT && count < EXACT) {
      return (double) sum / count;
    }
    return toDouble(BigInteger.valueOf(sum), count);
  }

  /// The double nearest to `sum / count`, ties to even.
  static double toDouble(BigInteger sum, long count) {
    if (sum.signum() == 0) {
      return 0;
    }
    BigInteger numerator = sum.abs();
    BigInteger denominator = BigInteger.valueOf(count);
    int shift = QUOTIENT_BITS - (numerator.bitLength() - denominator.bitLength());
    if (shift >= 0) {
      numerator = numerator.shiftLeft(shift);
    } else {
      denominator = denominator.shiftLeft(-shift);
    }
    BigInteger[] parts = numerator.divideAndRemainder(denominator);
    // At least 61 bits and, in the last, whether there is more: enough to round 53 rightly.
    long quotient = parts[0].longValue() | (parts[1].signum() != 0 ? 1 : 0);
    double magnitude = Math.scalb((double) quotient, -shift);
    return sum.signum() < 0 ? -magnitude : magnitude;
  }

  /// `sum / count` rounded half up (away from zero).
  static BigInteger halfUp(BigInteger sum, BigInteger count) {
    BigInteger[] parts = sum.abs().divideAndRemainder(count);
    BigInteger quotient = parts[0];
    if (parts[1].shiftLeft(1).compareTo(count) >= 0) {
      quotient = quotient.add(BigInteger.ONE);
    }
    return sum.signum() < 0 ? quotient.negate() : quotient;
  }

  /// `sum / count` rounded half up (away from zero).
  static long halfUp(long sum, long count) {
    long quotient = sum / count;
    long rest = Math.abs(sum - quotient * count);
    return rest >= count - rest ? quotient + (sum < 0 ? -1 : 1) : quotient;
  }
}
