package io.velostream.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Materialized views that a server keeps for all its sessions, over a file that grows.
@Timeout(120)
class MaterializedViewTest {
  @TempDir Path folder;

  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(folder);
    append("A,10\nB,20\n");
    server
        .sql(
            """
            CREATE TABLE grows (symbol VARCHAR, price BIGINT) WITH ('connector' = 'file',
              'path' = '%s/grows.csv', 'csv.header' = 'false', 'follow' = 'true');
            CREATE MATERIALIZED VIEW totals AS
              SELECT symbol, SUM(price) AS total FROM grows GROUP BY symbol;
            CREATE MATERIALIZED VIEW great AS SELECT symbol FROM totals WHERE total > 100;
            CREATE TABLE copies (symbol VARCHAR, total BIGINT) WITH ('connector' = 'file',
              'path' = '%1$s/copies.csv');
            """
                .formatted(folder))
        .ok();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void append(String text) throws IOException {
    Files.writeString(
        folder.resolve("grows.csv"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String rows(String sql) {
    return server.rows(sql).toString();
  }

  @Test
  void allSessionsReadOneViewAndFindWhatWasWrittenBefore() throws IOException {
    assertThat(rows("SELECT * FROM totals ORDER BY symbol")).isEqualTo("[[\"A\",10],[\"B\",20]]");
    assertThat(rows("SELECT * FROM great")).isEqualTo("[]");
    append("B,90\n");
    assertThat(rows("SELECT * FROM great")).isEqualTo("[[\"B\"]]");
    server.sql("INSERT INTO copies SELECT * FROM totals").ok();
    server.awaitState("copies", "FINISHED");
    assertThat(folder.resolve("copies.csv")).content().contains("B,110");
    append("B,-50\nC,1\n");
    assertThat(rows("SELECT * FROM totals ORDER BY symbol"))
        .isEqualTo("[[\"A\",10],[\"B\",60],[\"C\",1]]");
    assertThat(rows("SELECT * FROM great")).isEqualTo("[]");
  }

  @Test
  void aViewIsKeptWhileNobodyReadsItAndSaysWhatItLeavesOut() throws Exception {
    append("D\n");
    while (server.log.stream().noneMatch(line -> line.contains("SELECT * FROM totals$errors"))) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(rows("SELECT raw FROM totals$errors")).isEqualTo("[[\"D\"]]");
  }

  @Test
  void aViewIsMadeAgainAfterARestart() throws IOException {
    assertThat(rows("SELECT COUNT(*) FROM totals")).isEqualTo("[[2]]");
    server.close();
    append("C,30\n");
    server = new TestServer(folder);
    assertThat(rows("SELECT symbol FROM totals ORDER BY total DESC LIMIT 1"))
        .isEqualTo("[[\"C\"]]");
  }

  @Test
  void whatViewsReadStaysUntilTheyAreDropped() throws IOException {
    assertThat(server.sql("DROP TABLE grows").text()).contains("'totals' reads 'grows'");
    assertThat(server.sql("DROP VIEW totals").text()).contains("'great' reads 'totals'");
    server.sql("DROP VIEW great; DROP VIEW totals; DROP TABLE grows").ok();
    assertThat(server.sql("SELECT * FROM totals").text()).contains("UNKNOWN_NAME");
  }

  @Test
  void aViewThatFailsIsMadeAnew() throws IOException {
    server.sql("CREATE MATERIALIZED VIEW ratios AS SELECT 100 / price AS r FROM grows").ok();
    append("E,0\n");
    assertThat(server.sql("SELECT * FROM ratios").text())
        .contains("the materialized view 'ratios' could not be kept up to date");
    server
        .sql(
            "CREATE OR REPLACE MATERIALIZED VIEW ratios AS"
                + " SELECT 100 / price AS r FROM grows WHERE price <> 0")
        .ok();
    assertThat(rows("SELECT * FROM ratios ORDER BY r")).isEqualTo("[[5],[10]]");
    assertThat(rows("SELECT COUNT(*) FROM totals")).isEqualTo("[[3]]");
  }
}
