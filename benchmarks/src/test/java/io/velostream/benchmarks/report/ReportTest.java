package io.velostream.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.benchmarks.measure.Measurement;
import io.velostream.benchmarks.measure.Statistics;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Measurement GOOD =
      new Measurement(
          "2s",
          "plain-byte keys",
          "direct",
          1,
          1_000,
          100,
          0,
          0,
          "00000000deadbeef",
          Statistics.of(List.of(3e6, 1e6, 2e6)),
          0.125,
          0,
          Optional.of(new Measurement.Peer("stored", Statistics.of(List.of(1e6)))),
          Optional.of(1.2),
          Optional.empty());

  @Test
  void jsonHasExactlyTheAgreedKeys() {
    assertThat(JsonReport.of(List.of(GOOD)))
        .isEqualTo(
            """
            [
              {"scenario": "2s", "mode": "direct", "parallelism": 1, "records": 1000, \
            "output_rows": 100, "errors": 0, "checksum": "00000000deadbeef", \
            "median_records_per_second": 2000000.000, "min_records_per_second": 1000000.000, \
            "max_records_per_second": 3000000.000, "allocated_bytes_per_record": 0.125, \
            "ratio_to_duckdb": 2.000, "coordination_overhead": null, \
            "scaling_efficiency": null}
            ]
            """);
  }

  @Test
  void theTableShowsTheRatioAndWhetherTheGoalIsMet() {
    assertThat(Report.table(List.of(GOOD))).contains("2.00 M", "500.0", "2.00  1.2 met");
  }

  @Test
  void aFailureIsShownAndMakesTheMeasurementInvalid() {
    Measurement failed = Measurement.failed("0", "filter", "rows \"differ\"");
    assertThat(failed.valid()).isFalse();
    assertThat(Report.table(List.of(GOOD, failed))).contains("FAILED 0: rows \"differ\"");
    assertThat(JsonReport.of(List.of(failed))).contains("\"failure\": \"rows \\\"differ\\\"\"");
  }
}
