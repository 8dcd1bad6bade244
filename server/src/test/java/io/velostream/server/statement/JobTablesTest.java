package io.velostream.server.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.connector.spi.LoadProgress;
import io.velostream.operators.join.LookupJoin;
import io.velostream.runtime.job.LastInput;
import io.velostream.runtime.job.LoadFigures;
import io.velostream.runtime.job.PlanFigures;
import io.velostream.runtime.job.RunFigures;
import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.runtime.pipeline.NodeFigures.Standing;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.server.job.JobReport;
import io.velostream.server.job.JobSpec;
import io.velostream.server.job.JobState;
import io.velostream.server.job.JobStatus;
import io.velostream.server.job.MetricReport;
import io.velostream.server.metrics.PrometheusPage;
import io.velostream.stream.Watermarks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobTablesTest {
  private static PlanFigures scan(int number, String table, Standing standing) {
    NodeFigures.Loading loading = new NodeFigures.Loading(1_234, new LoadProgress(35, 40));
    NodeFigures figures =
        new NodeFigures(0, 0, 0, Watermarks.NONE, standing, loading, Optional.empty());
    return new PlanFigures(number, "Scan", table, figures, table, true);
  }

  private static PlanFigures lookup(long hits, long misses) {
    NodeFigures figures =
        new NodeFigures(
            0,
            0,
            0,
            Watermarks.NONE,
            Standing.ACTIVE,
            new NodeFigures.Loading(0, LoadProgress.NONE),
            Optional.of(new LookupJoin.Lookups(hits, misses)));
    return new PlanFigures(2, "LookupJoin", "", figures, "", false);
  }

  private static List<String> facts(PlanFigures... nodes) {
    return texts(JobTables.status(job(nodes)));
  }

  private static List<String> texts(RowTable table) {
    return table.rows().stream().map(List::toString).toList();
  }

  private static JobStatus job(PlanFigures... nodes) {
    JobReport report =
        new JobReport(
            new RunFigures(0, 0, 0, 0, 0, 0, 0, 0, Watermarks.NONE, LoadFigures.NONE),
            List.of(),
            LastInput.NONE,
            Optional.empty(),
            MetricReport.NONE,
            List.of(nodes),
            OptionalDouble.empty(),
            List.of(),
            List.of());
    return new JobStatus(
        new JobSpec("j", "", Map.of(), Map.of(), Set.of(), Set.of(), true),
        JobState.RUNNING,
        0,
        0,
        Optional.empty(),
        "",
        Optional.empty(),
        List.of(),
        report,
        Optional.empty());
  }

  @Test
  void lookupsAreToldByOperator() {
    assertThat(facts(lookup(7, 3)))
        .contains("[lookups of 2 LookupJoin, 7 of kept rows, 3 of the table]");
    assertThat(texts(JobTables.metrics(List.of(job(lookup(7, 3))))))
        .contains(
            "[j, operator_lookup_hits{operator=\"2 LookupJoin\"}, 7.0]",
            "[j, operator_lookup_misses{operator=\"2 LookupJoin\"}, 3.0]");
    PrometheusPage page = new PrometheusPage(SystemWorld.create().clock());
    assertThat(page.text(List.of(job(lookup(7, 3))), true).lines())
        .contains(
            "velostream_operator_lookup_hits_total{job=\"j\",operator=\"2 LookupJoin\"} 7.0",
            "velostream_operator_lookup_misses_total{job=\"j\",operator=\"2 LookupJoin\"} 3.0");
  }

  @Test
  void theStatusTellsHowFarTablesAreThatOthersWaitFor() {
    assertThat(facts(scan(1, "orders", Standing.ACTIVE), scan(2, "prices", Standing.LOADING)))
        .contains("[loading prices, 1234 rows, 87 %]")
        .noneMatch(row -> row.contains("loading orders"));
    assertThat(facts(scan(1, "prices", Standing.ACTIVE))).noneMatch(row -> row.contains("loading"));
  }
}
