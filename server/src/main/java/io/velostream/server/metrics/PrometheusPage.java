package io.velostream.server.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
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
      String name = PREFIX + "job_" + shape.name();
      CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(shape.help());
      GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(shape.help());
      for (JobStatus job : jobs) {
        var value = JobFigures.of(job).get(i).value();
        if (value.isPresent()) {
          counter.dataPoint(
              CounterSnapshot.CounterDataPointSnapshot.builder()
                  .value(value.getAsDouble())
                  .labels(labels(job))
                  .build());
          gauge.dataPoint(
              GaugeSnapshot.GaugeDataPointSnapshot.builder()
                  .value(value.getAsDouble())
                  .labels(labels(job))
                  .build());
        }
      }
      all.add(shape.counter() ? counter.build() : gauge.build());
    }
  }

  private static Labels labels(JobStatus job) {
    return Labels.of("job", job.spec().name());
  }

  private static void addStates(List<MetricSnapshot> all, List<JobStatus> jobs) {
    StateSetSnapshot.Builder states =
        StateSetSnapshot.builder().name(PREFIX + "job_state").help("The state of the job is 1.");
    for (JobStatus job : jobs) {
      StateSetSnapshot.StateSetDataPointSnapshot.Builder point =
          StateSetSnapshot.StateSetDataPointSnapshot.builder().labels(labels(job));
      for (JobState state : JobState.values()) {
        point.state(state.name(), state == job.state());
      }
      states.dataPoint(point.build());
    }
    all.add(states.build());
  }

  private void addAges(List<MetricSnapshot> all, List<JobStatus> jobs) {
    GaugeSnapshot.Builder lag =
        GaugeSnapshot.builder()
            .name(PREFIX + "job_watermark_lag_seconds")
            .help("How far the result's event time is behind the wall clock.");
    GaugeSnapshot.Builder age =
        GaugeSnapshot.builder()
            .name(PREFIX + "job_checkpoint_age_seconds")
            .help("How long ago the last checkpoint was complete.");
    for (JobStatus job : jobs) {
      long watermark = job.report().figures().watermarkMicros();
      if (watermark != Watermarks.NONE && watermark != Watermarks.END) {
        lag.dataPoint(point(labels(job), (clock.wallMicros() - watermark) / MICROS));
      }
      job.report()
          .checkpoints()
          .filter(saved -> saved.epoch() > 0)
          .ifPresent(saved ->
              age.dataPoint(point(labels(job), (clock.wallMicros() - saved.atMicros()) / MICROS)));
    }
    all.add(lag.build());
    all.add(age.build());
  }

  private static void addSinks(List<MetricSnapshot> all, List<JobStatus> jobs) {
    StateSetSnapshot.Builder states =
        StateSetSnapshot.builder()
            .name(PREFIX + "sink_breaker_state")
            .help("The state of the circuit breaker of a sink that has failed is 1.");
    CounterSnapshot.Builder retries =
        CounterSnapshot.builder()
            .name(PREFIX + "sink_retries")
            .help("Attempts to reach a sink that were made again.");
    for (JobStatus job : jobs) {
      for (SinkHealth sink : job.report().sinks()) {
        Labels labels = Labels.of("job", job.spec().name(), "sink", sink.sink());
        StateSetSnapshot.StateSetDataPointSnapshot.Builder point =
            StateSetSnapshot.StateSetDataPointSnapshot.builder().labels(labels);
        for (BreakerWord word : BreakerWord.values()) {
          point.state(word.name(), word == BreakerWord.of(sink.state()));
        }
        states.dataPoint(point.build());
        retries.dataPoint(
            CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels)
                .value((double) sink.retries())
                .build());
      }
    }
    all.add(states.build());
    all.add(retries.build());
  }

  private static void addFaults(List<MetricSnapshot> all, List<JobStatus> jobs) {
    for (FaultFigures.Fate fate : FaultFigures.Fate.values()) {
      CounterSnapshot.Builder counter =
          CounterSnapshot.builder()
              .name(PREFIX + FaultWords.name(fate))
              .help("Rows at fault of a table that a job has left out, by what became of them.");
      for (JobStatus job : jobs) {
        for (FaultFigures fault : job.report().faults()) {
          if (fault.fate() == fate) {
            counter.dataPoint(
                CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(
                        Labels.of(
                            "job",
                            job.spec().name(),
                            "table",
                            fault.table(),
                            "side",
                            FaultWords.side(fault)))
                    .value((double) fault.rows())
                    .build());
          }
        }
      }
      all.add(counter.build());
    }
  }

  private static void addOperators(List<MetricSnapshot> all, List<JobStatus> jobs) {
    GaugeSnapshot.Builder rows =
        GaugeSnapshot.builder()
            .name(PREFIX + "operator_state_records")
            .help("Rows of state that an operator holds.");
    GaugeSnapshot.Builder bytes =
        GaugeSnapshot.builder()
            .name(PREFIX + "operator_state_bytes")
            .help("Memory of the state that an operator holds.");
    CounterSnapshot.Builder hits =
        CounterSnapshot.builder()
            .name(PREFIX + "operator_lookup_hits")
            .help("Rows of a lookup join whose key was kept from before.");
    CounterSnapshot.Builder misses =
        CounterSnapshot.builder()
            .name(PREFIX + "operator_lookup_misses")
            .help("Keys that a lookup join has asked its table for.");
    for (JobStatus job : jobs) {
      for (PlanFigures node : job.report().nodes()) {
        Labels labels = Labels.of("job", job.spec().name(), "operator", node.label());
        rows.dataPoint(point(labels, (double) node.figures().stateRows()));
        bytes.dataPoint(point(labels, (double) node.figures().stateBytes()));
        node.figures()
            .lookups()
            .ifPresent(lookups -> {
              hits.dataPoint(count(labels, lookups.hits()));
              misses.dataPoint(count(labels, lookups.misses()));
            });
      }
    }
    all.add(rows.build());
    all.add(bytes.build());
    all.add(hits.build());
    all.add(misses.build());
  }

  private static CounterSnapshot.CounterDataPointSnapshot count(Labels labels, long value) {
    return CounterSnapshot.CounterDataPointSnapshot.builder()
        .labels(labels)
        .value((double) value)
        .build();
  }

  private static GaugeSnapshot.GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeSnapshot.GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private void addProcess(List<MetricSnapshot> all, List<JobStatus> jobs, boolean ready) {
    Runtime runtime = Runtime.getRuntime();
    all.add(gauge("jobs", "Jobs that the server knows.", jobs.size()));
    all.add(gauge("ready", "Whether statements are taken.", ready ? 1 : 0));
    all.add(gauge("uptime_seconds", "Since the start.", (clock.monotonicNanos() - started) / 1e9));
    all.add(
        gauge(
            "heap_used_bytes",
            "Heap in use.",
            (double) (runtime.totalMemory() - runtime.freeMemory())));
    all.add(gauge("heap_max_bytes", "The heap's bound.", (double) runtime.maxMemory()));
  }

  private static GaugeSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(PREFIX + name)
        .help(help)
        .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }
}
