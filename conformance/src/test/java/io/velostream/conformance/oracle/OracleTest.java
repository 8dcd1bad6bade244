package io.velostream.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// The oracle in the ordinary test run. Replay a seed with `-Dvelostream.oracle.seed=S
/// -Dvelostream.oracle.queries=1`.
class OracleTest {
  private static final int QUERIES = Integer.getInteger("velostream.oracle.queries", 1000);
  private static final long SEED = Long.getLong("velostream.oracle.seed", 1);

  @Test
  void theSumOfDeltasIsWhatADatabaseAnswers() throws SQLException {
    OracleRun.Report report = OracleRun.run(SEED, QUERIES, 3);
    System.out.println(report.summary());
    assertThat(report.findings()).as(report.summary()).isEmpty();
    assertThat(report.agreed()).as(report.summary()).isGreaterThanOrEqualTo(QUERIES * 9 / 10);
  }
}
