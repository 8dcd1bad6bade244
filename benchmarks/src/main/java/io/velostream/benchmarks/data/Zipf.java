package io.velostream.benchmarks.data;

import java.util.Arrays;

/// Zipf's distribution over the ranks `0 .. size - 1`: the probability of rank `r` is proportional
/// to `1 / (r + 1)^exponent`. Drawn by inverting the table of cumulated probabilities.
final class Zipf {
  private final double[] cumulated;

  Zipf(int size, double exponent) {
    cumulated = new double[size];
    double sum = 0;
    for (int rank = 0; rank < size; rank++) {
      sum += Math.pow(rank + 1, -exponent);
      cumulated[rank] = sum;
    }
    for (int rank = 0; rank < size; rank++) {
      cumulated[rank] /= sum;
    }
    cumulated[size - 1] = 1;
  }

  /// The rank that a uniform fraction, at least 0 and below 1, falls on.
  int rank(double fraction) {
    int at = Arrays.binarySearch(cumulated, fraction);
    return at >= 0 ? Math.min(at + 1, cumulated.length - 1) : -at - 1;
  }
}
