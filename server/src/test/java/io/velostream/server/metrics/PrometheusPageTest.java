package io.velostream.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.runtime.job.FaultFigures;
import io.velostream.runtime.job.FaultFigures.Fate;
import io.velostream.runtime.job.FaultFigures.Side;
import io.velostream.runtime.job.LastInput;
import io.velostream.runtime.job.LoadFigures;
import io.velostream.runtime.job.RunFigures;
import io.velostream.runtime.retry.BreakerState;
import io.velostream.runtime.retry.SinkHealth;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.server.job.JobReport;
import io.velostream.server.job.JobSpec;
import io.velostream.server.job.JobState;
import io.velostream.server.job.JobStatus;
import io.velostream.server.job.MetricReport;
import io.velostream.stream.Watermarks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrometheusPageTest {
  private static String page(SinkHealth... sinks) {
    JobReport report =
        new JobReport(
            new RunFigures(
                7, 6, 5, 4, 3, 2, 1, 8, Watermarks.NONE, new LoadFigures(2, 1_000, 500, 0.25, 0)),
            List.of(),
            LastInput.NONE,
            Optional.empty(),
            MetricReport.NONE,
            List.of(),
            OptionalDouble.of(0.75),
            List.of(sinks),
            List.of(
                new FaultFigures("t", Side.SOURCE, Fate.SKIPPED, 3),
                new FaultFigures("u", Side.SINK, Fate.DEAD_LETTERED, 2)));
    JobSpec spec = new JobSpec("j", "", Map.of(), Map.of(), Set.of(), Set.of(), true);
    JobStatus status =
        new JobStatus(
            spec,
            JobState.RUNNING,
            0,
            0,
            Optional.empty(),
            "",
            Optional.empty(),
            List.of(),
            report,
            Optional.empty());
    return new PrometheusPage(SystemWorld.create().clock()).text(List.of(status), true);
  }

  @Test
  void tellsHowBusyAJobIs() {
    assertThat(page().lines())
        .contains(
            "velostream_job_busy_ratio{job=\"j\"} 0.75",
            "velostream_job_queue_fill_ratio{job=\"j\"} 0.25",
            "velostream_job_pipelines{job=\"j\"} 2.0",
            "velostream_job_late_records_total{job=\"j\"} 4.0",
            "velostream_job_state_dropped_total{job=\"j\"} 8.0");
  }

  @Test
  void tellsHowItStandsWithSinks() {
    assertThat(page().lines()).noneMatch(line -> line.startsWith("velostream_sink"));
    SinkHealth broken = new SinkHealth("t", new BreakerState.Open(9, 0), 5, "gone");
    SinkHealth trying = new SinkHealth("u", new BreakerState.HalfOpen(9), 6, "gone");
    assertThat(page(broken, trying).lines())
        .contains(
            "velostream_sink_retries_total{job=\"j\",sink=\"t\"} 5.0",
            breaker("t", "OPEN", 1),
            breaker("t", "CLOSED", 0),
            breaker("u", "HALF_OPEN", 1));
  }

  @Test
  void tellsWhatIsLeftOutTableByTable() {
    assertThat(page().lines())
        .contains(
            "velostream_table_skipped_records_total{job=\"j\",side=\"source\",table=\"t\"} 3.0",
            "velostream_table_dead_letter_records_total{job=\"j\",side=\"sink\",table=\"u\"} 2.0");
  }

  private static String breaker(String sink, String state, int value) {
    String name = "velostream_sink_breaker_state";
    return "%s{job=\"j\",sink=\"%s\",%s=\"%s\"} %d".formatted(name, sink, name, state, value);
  }
}
