package io.velostream.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Comments that say more about a job: settings, words for people, metrics.
@Timeout(120)
class AnnotationsTest {
  @TempDir Path folder;

  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(
        folder.resolve("trades.csv"), "symbol,price\nA,1.5\nB,20\nA,3\nA,\nB,400\nC,0.5\n");
    server = new TestServer(folder);
    server
        .sql(
            """
            CREATE TABLE trades (symbol VARCHAR, price DOUBLE)
              WITH ('connector' = 'file', 'path' = '%1$s/trades.csv');
            CREATE TABLE o (symbol VARCHAR, price DOUBLE)
              WITH ('connector' = 'file', 'path' = '%1$s/o.csv')
            """
                .formatted(folder))
        .ok();
  }

  @AfterEach
  void end() {
    server.close();
  }

  private static final String METRICS =
      """
      -- @metric: trades_total
      -- @metric_help: Trades that were seen
      -- @metric_labels: symbol
      -- @metric: dear_trades_total
      -- @metric_condition: price > 10
      -- @metric: last_price
      -- @metric_type: gauge
      -- @metric_field: price * 2
      -- @metric: price
      -- @metric_type: histogram
      -- @metric_field: price
      -- @metric_buckets: 1, 10, 100
      -- @metric: half_total
      -- @metric_sample_rate: 0.5
      INSERT INTO o SELECT symbol, price FROM trades
      """;

  private void assertMetrics() {
    assertThat(server.get("/metrics").text())
        .contains(
            "# HELP trades_total Trades that were seen\n",
            "# TYPE trades_total counter\n",
            "trades_total{job=\"o\",symbol=\"A\"} 3.0\n",
            "trades_total{job=\"o\",symbol=\"B\"} 2.0\n",
            "dear_trades_total{job=\"o\"} 2.0\n",
            "last_price{job=\"o\"} 1.0\n",
            "# TYPE price histogram\n",
            "price_bucket{job=\"o\",le=\"1.0\"} 1\n",
            "price_bucket{job=\"o\",le=\"10.0\"} 3\n",
            "price_bucket{job=\"o\",le=\"100.0\"} 4\n",
            "price_bucket{job=\"o\",le=\"+Inf\"} 5\n",
            "price_sum{job=\"o\"} 425.0\n",
            "half_total{job=\"o\"} 3.0\n");
  }

  @Test
  void metricsAreComputedFromTheRowsThatAJobWrites() {
    JsonNode made = server.sql(METRICS).ok().json();
    assertThat(made.path("results").get(0).path("warnings").isMissingNode()).isTrue();
    server.awaitState("o", "FINISHED");
    assertMetrics();
    server.close();
    server = new TestServer(folder);
    server.post("/v1/jobs/o/start").ok();
    server.await("o", job -> job.path("metrics").path("records_in").asLong() == 6);
    server.awaitState("o", "FINISHED");
    assertMetrics();
  }

  @Test
  void settingsAndNamesTakeEffectAndUnknownOnesAreWarnedOf() {
    JsonNode result =
        server
            .sql(
                """
                -- @application: shop
                -- @name: copier
                -- @job_mode: transactional
                -- @batch_size: 3
                -- @partitioning_strategy: roundrobin
                -- @batch_sice: 4
                INSERT INTO o SELECT symbol, price FROM trades
                """)
            .ok()
            .json()
            .path("results")
            .get(0);
    assertThat(result.path("job").asText()).isEqualTo("copier");
    assertThat(result.path("warnings").toString())
        .contains("@batch_sice is not known", "@batch_size")
        .doesNotContain("application");
    server.awaitState("copier", "FINISHED");
    assertThat(server.rows("DESCRIBE JOB copier").toString())
        .contains(
            "[\"setting batch.rows\",\"3\"]",
            "[\"setting delivery\",\"exactly_once\"]",
            "[\"setting job.mode\",\"simple\"]",
            "[\"setting partitioning\",\"round_robin\"]",
            "[\"@application\",\"shop\"]");
  }

  @Test
  void whatCannotBeIsRefusedAtItsLine() {
    assertRefused("-- @batch_size: many", "'batch.rows' must be a whole number", 2);
    assertRefused("-- @job_mode: turbo", "@job_mode must be one of direct, simple", 2);
    assertRefused("-- @metric_type: gauge", "below the @metric that it is about", 2);
    assertRefused("-- @metric: velostream_x", "does not begin with velostream_", 2);
    assertRefused("-- @metric: a b", "a name in letters", 2);
    assertRefused("-- @metric: x\n-- @metric_type: summary", "one of counter, gauge", 3);
    assertRefused("-- @metric: x\n-- @metric_labels: symbol, job", "none of them 'job'", 3);
    assertRefused("-- @metric: x\n-- @metric_buckets: 3, 2", "ascending numbers", 3);
    assertRefused("-- @metric: x\n-- @metric_sample_rate: 0", "above 0 and up to 1", 3);
    assertRefused("-- @metric: x\n-- @metric_type: gauge", "needs a @metric_field", 4);
    assertRefused("-- @metric: x\n-- @metric_field: nope", "does not fit", 4);
    assertRefused("-- @metric: x\n-- @metric_labels: nope", "does not fit", 4);
    assertRefused("-- @metric: x\n-- @metric_field: COUNT(*)", "does not fit", 4);
    assertRefused(
        "-- @metric: x\n-- @metric_condition: EXISTS (SELECT 1 FROM trades)", "does not fit", 4);
    assertThat(server.get("/v1/jobs").json().path("jobs").size()).isZero();
  }

  private void assertRefused(String annotations, String message, int line) {
    JsonNode problem =
        server.sql("\n" + annotations + "\nINSERT INTO o SELECT symbol, price FROM trades").json();
    assertThat(problem.path("detail").asText()).as(annotations).contains(message);
    assertThat(problem.path("line").asInt()).as(annotations).isEqualTo(line);
  }

  @Test
  void aMetricThatFailsDoesNotEndItsJob() {
    server
        .sql(
            """
            -- @metric: x
            -- @metric_field: 1 / CAST(price - 3 AS BIGINT)
            INSERT INTO o SELECT symbol, price FROM trades
            """)
        .ok();
    server.awaitState("o", "FINISHED");
    assertThat(server.rows("SHOW JOB STATUS o").toString()).contains("x is given up: division by");
  }

  @Test
  void oneNameMeansOneThing() {
    server.sql("-- @metric: x_total\nINSERT INTO o SELECT symbol, price FROM trades").ok();
    String other =
        """
        -- @metric: x
        -- @metric_type: gauge
        -- @metric_field: price
        INSERT INTO o SELECT symbol, price FROM trades
        """;
    assertThat(server.sql(other).json().path("detail").asText())
        .contains("another job has a metric 'x_total' of another type");
  }

  @Test
  void manySeriesBecomeOne() throws IOException {
    StringBuilder rows = new StringBuilder("symbol,price\n");
    for (int i = 0; i < 1_500; i++) {
      rows.append('S').append(i).append(",1\n");
    }
    Files.writeString(folder.resolve("trades.csv"), rows);
    server
        .sql(
            "-- @metric: n_total\n-- @metric_labels: symbol\n"
                + "INSERT INTO o SELECT symbol, price FROM trades")
        .ok();
    server.awaitState("o", "FINISHED");
    String text = server.get("/metrics").text();
    assertThat(text.lines().filter(line -> line.startsWith("n_total{"))).hasSize(1_001);
    assertThat(text).contains("n_total{job=\"o\",symbol=\"(others)\"} 500.0\n");
  }
}
