package io.velostream.server.job;

import java.util.List;

/// How the metrics stand that the author of a job has declared.
///
/// @param series the values
/// @param failures why some of them are not computed any more
public record MetricReport(List<MetricSeries> series, List<String> failures) {
  /// Of a job without metrics of its own.
  public static final MetricReport NONE = new MetricReport(List.of(), List.of());

  public MetricReport {
    series = List.copyOf(series);
    failures = List.copyOf(failures);
  }
}
