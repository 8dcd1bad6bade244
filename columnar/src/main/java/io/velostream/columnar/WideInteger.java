package io.velostream.columnar;

import java.math.BigInteger;

/// Conversion between a [Lane#WIDE] value, kept as two halves, and [BigInteger].
public final class WideInteger {
  private static final BigInteger LOW_MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private WideInteger() {}

  /// The number that the halves stand for.
  public static BigInteger toBigInteger(long high, long low) {
    return BigInteger.valueOf(high).shiftLeft(64).or(BigInteger.valueOf(low).and(LOW_MASK));
  }

  /// The upper half of a number of at most 127 bits and a sign.
  public static long high(BigInteger value) {
    return value.shiftRight(64).longValueExact();
  }

  /// The lower half, unsigned.
  public static long low(BigInteger value) {
    return value.longValue();
  }
}
