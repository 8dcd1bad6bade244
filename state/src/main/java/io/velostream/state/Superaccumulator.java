package io.velostream.state;

import java.math.BigInteger;

/// An exact sum of doubles as signed digits of base 2^32, the lowest digit being worth 2^-1074.
/// Digits may hold more than 32 bits until carries are passed on; the last element counts how much
/// has been added since.
final class Superaccumulator {
  /// 2,098 bits of a double's range, 60 of a weight, and room for 2^63 additions.
  private static final int DIGITS = 70;

  private static final int COUNTER = DIGITS;

  /// Elements of the array of one sum.
  static final int LENGTH = DIGITS + 1;

  private static final int WEIGHT_BITS = 20;
  private static final long CARRY_AT = 1L << 29;
  private static final long MASK32 = 0xFFFF_FFFFL;

  private Superaccumulator() {}

  /// Adds `weight` times the finite double of these bits.
  static void add(long[] digits, long bits, long weight) {
    int exponent = (int) (bits >>> 52) & 0x7FF;
    long fraction = bits & ((1L << 52) - 1);
    long mantissa = exponent == 0 ? fraction : fraction | 1L << 52;
    int position = exponent == 0 ? 0 : exponent - 1;
    long sign = (bits < 0) == (weight < 0) ? 1 : -1;
    long rest = Math.abs(weight);
    while (rest != 0) {
      long part = rest & ((1L << WEIGHT_BITS) - 1);
      if (part != 0) {
        addMantissa(digits, mantissa, position, sign * part);
      }
      rest >>>= WEIGHT_BITS;
      position += WEIGHT_BITS;
    }
  }

  private static void addMantissa(long[] digits, long mantissa, int position, long factor) {
    int index = position >>> 5;
    int shift = position & 31;
    digits[index] += (mantissa << shift & MASK32) * factor;
    digits[index + 1] += (mantissa >>> (32 - shift) & MASK32) * factor;
    digits[index + 2] += (shift == 0 ? 0 : mantissa >>> (64 - shift)) * factor;
    count(digits, Math.abs(factor));
  }

  private static void count(long[] digits, long added) {
    digits[COUNTER] += added;
    if (digits[COUNTER] > CARRY_AT) {
      carry(digits);
    }
  }

  /// Adds a 128-bit integer whose last bit is worth 2^-fractionBits.
  static void addFixed(long[] digits, long high, long low, int fractionBits) {
    int position = 1074 - fractionBits;
    int index = position >>> 5;
    int shift = position & 31;
    if (shift > 28) {
      throw new IllegalArgumentException("no room for a digit shifted by " + shift);
    }
    digits[index] += (low & MASK32) << shift;
    digits[index + 1] += (low >>> 32) << shift;
    digits[index + 2] += (high & MASK32) << shift;
    digits[index + 3] += (high >> 32) << shift;
    count(digits, 1L << shift);
  }

  /// Adds another sum.
  static void addAll(long[] digits, long[] other) {
    carry(digits);
    for (int i = 0; i < DIGITS; i++) {
      digits[i] += other[i];
    }
    digits[COUNTER] += other[COUNTER];
    carry(digits);
  }

  /// Brings all digits but the last into 0 … 2^32 - 1; the last one carries the sign.
  private static void carry(long[] digits) {
    long carry = 0;
    for (int i = 0; i < DIGITS - 1; i++) {
      long value = digits[i] + carry;
      digits[i] = value & MASK32;
      carry = value >> 32;
    }
    digits[DIGITS - 1] += carry;
    digits[COUNTER] = 1;
  }

  /// The nearest double, ties to even. Passes carries on and may turn the sign of the digits.
  static double round(long[] digits) {
    carry(digits);
    boolean negative = digits[DIGITS - 1] < 0;
    if (negative) {
      for (int i = 0; i < DIGITS; i++) {
        digits[i] = -digits[i];
      }
      carry(digits);
    }
    int top = DIGITS - 1;
    while (top >= 0 && digits[top] == 0) {
      top--;
    }
    double magnitude = top < 0 ? 0.0 : magnitude(digits, top);
    return negative ? -magnitude : magnitude;
  }

  private static double magnitude(long[] digits, int top) {
    int zeros = Integer.numberOfLeadingZeros((int) digits[top]);
    int msb = 32 * top + 31 - zeros;
    long upper = digits[top] << 32 | (top > 0 ? digits[top - 1] : 0);
    long third = top > 1 ? digits[top - 2] : 0;
    if (msb <= 52) {
      // Fewer bits than a mantissa has: exact, and the bits are the encoding itself.
      return Double.longBitsToDouble(top == 0 ? digits[0] : upper);
    }
    long word = zeros == 0 ? upper : upper << zeros | third >>> (32 - zeros);
    boolean sticky = (zeros == 0 ? third : third << zeros & MASK32) != 0;
    for (int i = top - 3; i >= 0 && !sticky; i--) {
      sticky = digits[i] != 0;
    }
    long mantissa = word >>> 11;
    long rest = word & 0x7FF;
    if (rest > 0x400 || (rest == 0x400 && (sticky || (mantissa & 1) != 0))) {
      mantissa++;
    }
    long exponent = msb - 51L;
    if (exponent >= 0x7FF) {
      return Double.POSITIVE_INFINITY;
    }
    // A mantissa rounded up to 2^53 carries into the exponent, as it should.
    return Double.longBitsToDouble((exponent << 52) + (mantissa - (1L << 52)));
  }

  /// The exact sum in units of 2^-1074. Passes carries on.
  static BigInteger exact(long[] digits) {
    carry(digits);
    BigInteger sum = BigInteger.valueOf(digits[DIGITS - 1]);
    for (int i = DIGITS - 2; i >= 0; i--) {
      sum = sum.shiftLeft(32).or(BigInteger.valueOf(digits[i]));
    }
    return sum;
  }
}
