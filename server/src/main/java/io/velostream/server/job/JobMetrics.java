package io.velostream.server.job;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Session;
import java.util.ArrayList;
import java.util.List;

/// Computes the metrics of one run. One that fails is given up, and the run goes on. Belongs to the
/// run's thread.
final class JobMetrics implements AutoCloseable {
  private final List<MetricComputer> computers = new ArrayList<>();
  private final List<MetricComputer> failed = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /// @throws UserException when a metric does not fit the rows
  JobMetrics(List<MetricSpec> specs, Session session, Schema rows) {
    specs.forEach(spec -> computers.add(new MetricComputer(spec, session, rows)));
  }

  void take(Batch rows) {
    for (MetricComputer computer : computers) {
      if (failed.contains(computer)) {
        continue;
      }
      try {
        computer.take(rows);
      } catch (UserException e) {
        failed.add(computer);
        failures.add(computer.name() + " is given up: " + e.message());
      }
    }
  }

  MetricReport report() {
    List<MetricSeries> series = new ArrayList<>();
    computers.forEach(computer -> series.addAll(computer.series()));
    return new MetricReport(series, failures);
  }

  @Override
  public void close() {
    computers.forEach(MetricComputer::close);
  }

  /// Finds out whether metrics fit rows.
  ///
  /// @throws UserException when one does not
  static void check(List<MetricSpec> specs, Session session, Schema rows) {
    new JobMetrics(specs, session, rows).close();
  }
}
