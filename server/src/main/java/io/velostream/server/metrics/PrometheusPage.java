package io.velostream.server.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.velostream.runtime.job.FaultFigures;
import io.velostream.runtime.job.PlanFigures;
import io.velostream.runtime.retry.SinkHealth;
import io.velostream.server.job.JobState;
import io.velostream.server.job.JobStatus;
import io.velostream.stream.Watermarks;
import io.velostream.stream.seam.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The figures of all jobs and of the process in the text format of Prometheus.
public final class PrometheusPage {
  /// What the text is.
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final String PREFIX = "velostream_";
  private static final double MICROS = 1e6;

  private final Clock clock;
  private final long started;

  public PrometheusPage(Clock clock) {
    this.clock = clock;
    this.started = clock.monotonicNanos();
  }

  /// The page as of now.
  public String text(List<JobStatus> jobs, boolean ready) {
    List<MetricSnapshot> all = new ArrayList<>();
    addFigures(all, jobs);
    addStates(all, jobs);
    addAges(all, jobs);
    addSinks(all, jobs);
    addFaults(all, jobs);
    addOperators(all, jobs);
    addProcess(all, jobs, ready);
    all.addAll(DeclaredMetrics.of(jobs));
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, new MetricSnapshots(all));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void addFigures(List<MetricSnapshot> all, List<JobStatus> jobs) {
    if (jobs.isEmpty()) {
      return;
    }
    List<Figure> shapes = JobFigures.of(jobs.getFirst());
    for (int i = 0; i < shapes.size(); i++) {
      Figure shape = shapes.get(i);
      String name = "job_" + shape.name();
      MetricFamily figures =
          shape.counter() ? counter(name, shape.help()) : gauge(name, shape.help());
      for (JobStatus job : jobs) {
        JobFigures.of(job).get(i).value().ifPresent(value -> figures.add(labels(job), value));
      }
      all.add(figures.build());
    }
  }

  private static MetricFamily counter(String name, String help) {
    return MetricFamily.counter(PREFIX + name, help);
  }

  private static MetricFamily gauge(String name, String help) {
    return MetricFamily.gauge(PREFIX + name, help);
  }

  private static Labels labels(JobStatus job) {
    return Labels.of("job", job.spec().name());
  }

  private static void addStates(List<MetricSnapshot> all, List<JobStatus> jobs) {
    MetricFamily.States states =
        MetricFamily.states(PREFIX + "job_state", "The state of the job is 1.");
    for (JobStatus job : jobs) {
      states.add(labels(job), JobState.values(), job.state());
    }
    all.add(states.build());
  }

  private void addAges(List<MetricSnapshot> all, List<JobStatus> jobs) {
    MetricFamily lag =
        gauge(
            "job_watermark_lag_seconds",
            "How far the result's event time is behind the wall clock.");
    MetricFamily age =
        gauge("job_checkpoint_age_seconds", "How long ago the last checkpoint was complete.");
    for (JobStatus job : jobs) {
      long watermark = job.report().figures().watermarkMicros();
      if (watermark != Watermarks.NONE && watermark != Watermarks.END) {
        lag.add(labels(job), (clock.wallMicros() - watermark) / MICROS);
      }
      job.report()
          .checkpoints()
          .filter(saved -> saved.epoch() > 0)
          .ifPresent(
              saved -> age.add(labels(job), (clock.wallMicros() - saved.atMicros()) / MICROS));
    }
    all.add(lag.build());
    all.add(age.build());
  }

  private static void addSinks(List<MetricSnapshot> all, List<JobStatus> jobs) {
    MetricFamily.States states =
        MetricFamily.states(
            PREFIX + "sink_breaker_state",
            "The state of the circuit breaker of a sink that has failed is 1.");
    MetricFamily retries =
        counter("sink_retries", "Attempts to reach a sink that were made again.");
    for (JobStatus job : jobs) {
      for (SinkHealth sink : job.report().sinks()) {
        Labels labels = Labels.of("job", job.spec().name(), "sink", sink.sink());
        states.add(labels, BreakerWord.values(), BreakerWord.of(sink.state()));
        retries.add(labels, (double) sink.retries());
      }
    }
    all.add(states.build());
    all.add(retries.build());
  }

  private static void addFaults(List<MetricSnapshot> all, List<JobStatus> jobs) {
    for (FaultFigures.Fate fate : FaultFigures.Fate.values()) {
      MetricFamily counter =
          counter(
              FaultWords.name(fate),
              "Rows at fault of a table that a job has left out, by what became of them.");
      for (JobStatus job : jobs) {
        for (FaultFigures fault : job.report().faults()) {
          if (fault.fate() == fate) {
            String side = FaultWords.side(fault);
            counter.add(
                Labels.of("job", job.spec().name(), "table", fault.table(), "side", side),
                (double) fault.rows());
          }
        }
      }
      all.add(counter.build());
    }
  }

  private static void addOperators(List<MetricSnapshot> all, List<JobStatus> jobs) {
    MetricFamily rows = gauge("operator_state_records", "Rows of state that an operator holds.");
    MetricFamily bytes =
        gauge("operator_state_bytes", "Memory of the state that an operator holds.");
    MetricFamily hits =
        counter("operator_lookup_hits", "Rows of a lookup join whose key was kept from before.");
    MetricFamily misses =
        counter("operator_lookup_misses", "Keys that a lookup join has asked its table for.");
    for (JobStatus job : jobs) {
      for (PlanFigures node : job.report().nodes()) {
        Labels labels = Labels.of("job", job.spec().name(), "operator", node.label());
        rows.add(labels, (double) node.figures().stateRows());
        bytes.add(labels, (double) node.figures().stateBytes());
        node.figures()
            .lookups()
            .ifPresent(lookups -> {
              hits.add(labels, (double) lookups.hits());
              misses.add(labels, (double) lookups.misses());
            });
      }
    }
    all.add(rows.build());
    all.add(bytes.build());
    all.add(hits.build());
    all.add(misses.build());
  }

  private void addProcess(List<MetricSnapshot> all, List<JobStatus> jobs, boolean ready) {
    Runtime runtime = Runtime.getRuntime();
    all.add(single("jobs", "Jobs that the server knows.", jobs.size()));
    all.add(single("ready", "Whether statements are taken.", ready ? 1 : 0));
    all.add(single("uptime_seconds", "Since the start.", (clock.monotonicNanos() - started) / 1e9));
    all.add(
        single(
            "heap_used_bytes",
            "Heap in use.",
            (double) (runtime.totalMemory() - runtime.freeMemory())));
    all.add(single("heap_max_bytes", "The heap's bound.", (double) runtime.maxMemory()));
  }

  private static MetricSnapshot single(String name, String help, double value) {
    MetricFamily gauge = gauge(name, help);
    gauge.add(Labels.EMPTY, value);
    return gauge.build();
  }
}
