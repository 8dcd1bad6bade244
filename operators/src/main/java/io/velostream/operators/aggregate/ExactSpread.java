package io.velostream.operators.aggregate;

import io.velostream.state.ExactSums;
import java.math.BigInteger;

/// Sums of products of distances from the mean, from exact sums: without cancellation, in whole
/// numbers.
final class ExactSpread {
  /// Exact sums are in units of 2 to the power of minus this.
  static final int UNIT_BITS = 1074;

  private static final int KEPT_BITS = 120;

  private ExactSpread() {}

  /// `sum((a - mean(a)) * (b - mean(b)))`, with no NaN and no infinity in any sum.
  ///
  /// @param products the sums of `a * b`
  static double of(ExactSums a, ExactSums b, ExactSums products, int slot, long count) {
    BigInteger scaled =
        products
            .exact(slot)
            .shiftLeft(UNIT_BITS)
            .multiply(BigInteger.valueOf(count))
            .subtract(a.exact(slot).multiply(b.exact(slot)));
    return toDouble(scaled, 2 * UNIT_BITS, count);
  }

  /// Adds `weight` times the exact product of two numbers, unless it underflows or overflows: as
  /// the pair of a product and its error (T. J. Dekker, 1971).
  static void addProduct(ExactSums sums, int slot, double a, double b, long weight) {
    double product = a * b;
    sums.add(slot, product, weight);
    if (Double.isFinite(product)) {
      sums.add(slot, Math.fma(a, b, -product), weight);
    }
  }

  /// `value / 2^bits / count`.
  static double toDouble(BigInteger value, int bits, long count) {
    BigInteger magnitude = value.abs();
    int dropped = Math.max(0, magnitude.bitLength() - KEPT_BITS);
    double top = magnitude.shiftRight(dropped).doubleValue() / count;
    int exponent = dropped - bits;
    // In two halves: one power of two may be beyond the range of a double where the result is not.
    double result = Math.scalb(Math.scalb(top, exponent / 2), exponent - exponent / 2);
    return value.signum() < 0 ? -result : result;
  }
}
