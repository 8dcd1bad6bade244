package io.velostream.benchmarks.measure;

import java.util.List;

/// Median, least and greatest of some figures.
public record Statistics(double median, double min, double max) {
  /// Of at least one figure.
  public static Statistics of(List<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Statistics(median, sorted[0], sorted[sorted.length - 1]);
  }
}
