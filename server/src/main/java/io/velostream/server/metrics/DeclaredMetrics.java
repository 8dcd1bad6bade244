package io.velostream.server.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.velostream.server.job.JobStatus;
import io.velostream.server.job.MetricSeries;
import io.velostream.server.job.MetricSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The metrics that authors of jobs have declared, as Prometheus reads them: those of one name
/// together, whichever jobs they are of.
final class DeclaredMetrics {
  private DeclaredMetrics() {}

  /// A series and the job that it is of.
  private record OfJob(String job, MetricSeries series) {
    Labels labels() {
      List<String> names = new ArrayList<>(List.of("job"));
      names.addAll(series.metric().labels());
      List<String> values = new ArrayList<>(List.of(job));
      values.addAll(series.labels());
      return Labels.of(names, values);
    }
  }

  static List<MetricSnapshot> of(List<JobStatus> jobs) {
    Map<String, List<OfJob>> byName = new TreeMap<>();
    for (JobStatus job : jobs) {
      for (MetricSeries series : job.report().metrics().series()) {
        byName
            .computeIfAbsent(series.metric().family(), _ -> new ArrayList<>())
            .add(new OfJob(job.spec().name(), series));
      }
    }
    List<MetricSnapshot> all = new ArrayList<>();
    byName.forEach((name, series) -> all.add(snapshot(name, series)));
    return all;
  }

  private static MetricSnapshot snapshot(String name, List<OfJob> series) {
    MetricSpec spec = series.getFirst().series.metric();
    String help = spec.help().isEmpty() ? "Declared with the job." : spec.help();
    return switch (spec.type()) {
      case COUNTER -> values(series, MetricFamily.counter(name, help));
      case GAUGE -> values(series, MetricFamily.gauge(name, help));
      case HISTOGRAM -> {
        HistogramSnapshot.Builder histogram = HistogramSnapshot.builder().name(name).help(help);
        for (OfJob one : series) {
          histogram.dataPoint(
              HistogramSnapshot.HistogramDataPointSnapshot.builder()
                  .labels(one.labels())
                  .sum(one.series.value())
                  .classicHistogramBuckets(buckets(one.series))
                  .build());
        }
        yield histogram.build();
      }
    };
  }

  private static MetricSnapshot values(List<OfJob> series, MetricFamily family) {
    series.forEach(one -> family.add(one.labels(), one.series.value()));
    return family.build();
  }

  private static ClassicHistogramBuckets buckets(MetricSeries series) {
    List<Double> bounds = new ArrayList<>(series.metric().buckets());
    bounds.add(Double.POSITIVE_INFINITY);
    return ClassicHistogramBuckets.of(bounds, series.counts());
  }
}
