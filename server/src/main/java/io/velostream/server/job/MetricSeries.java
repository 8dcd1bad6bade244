package io.velostream.server.job;

import java.util.List;

/// One series of a metric of a job, at one moment.
///
/// @param labels the values of its labels, in the order of the metric's
/// @param value of a counter or a gauge; the sum of a histogram
/// @param counts how many values lie in each bucket of a histogram, and above the last one
public record MetricSeries(
    MetricSpec metric, List<String> labels, double value, List<Long> counts) {
  public MetricSeries {
    labels = List.copyOf(labels);
    counts = List.copyOf(counts);
  }
}
