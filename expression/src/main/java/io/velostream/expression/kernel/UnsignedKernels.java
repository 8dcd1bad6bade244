package io.velostream.expression.kernel;

import java.math.BigInteger;

/// Checks of the range of unsigned integers.
public final class UnsignedKernels {
  private static final int BITS = 64;

  private UnsignedKernels() {}

  /// The value, if it is from 0 to a limit.
  public static long check(long value, long most) {
    if (value < 0 || value > most) {
      throw Failures.overflow(Long.toString(value), "an unsigned integer up to " + most);
    }
    return value;
  }

  /// The value, if it fits 64 bits without a sign.
  public static BigInteger check(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > BITS) {
      throw Failures.overflow(value.toString(), "BIGINT UNSIGNED");
    }
    return value;
  }
}
