package io.velostream.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Jobs that were stopped, failed, or outlived their server go on where they were.
@Timeout(120)
class ResumeTest {
  private static final int ROWS = 500_000;

  @TempDir Path folder;

  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    Files.write(
        folder.resolve("in.csv"),
        Stream.concat(Stream.of("id"), IntStream.range(0, ROWS).mapToObj(Integer::toString))
            .toList());
    server = new TestServer(folder);
    server
        .sql(
            """
            CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'file', 'path' = '%1$s/in.csv');
            CREATE TABLE parts (id BIGINT) WITH
              ('connector' = 'file', 'path' = '%1$s/parts/', 'format' = 'csv');
            CREATE TABLE whole (n BIGINT, s BIGINT)
              WITH ('connector' = 'file', 'path' = '%1$s/whole.csv')
            """
                .formatted(folder))
        .ok();
  }

  @AfterEach
  void end() {
    server.close();
  }

  private List<Integer> copied() throws IOException {
    List<Integer> rows = new ArrayList<>();
    Path parts = folder.resolve("parts");
    if (Files.isDirectory(parts)) {
      try (Stream<Path> files = Files.list(parts)) {
        for (Path file : files.filter(f -> f.getFileName().toString().endsWith(".csv")).toList()) {
          Files.readAllLines(file).stream()
              .filter(line -> !line.equals("id"))
              .map(Integer::valueOf)
              .forEach(rows::add);
        }
      }
    }
    rows.sort(null);
    return rows;
  }

  private void startCopying() {
    server.sql("SET 'batch.rows' = '1'; INSERT INTO parts SELECT id FROM numbers").ok();
    server.hold("parts", 0);
  }

  @Test
  void whatWasStoppedGoesOnWhereItWas() throws IOException {
    startCopying();
    server.post("/v1/jobs/parts/stop").ok();
    JsonNode stopped = server.awaitState("parts", "STOPPED");
    long read = stopped.path("metrics").path("records_in").asLong();
    assertThat(read).isBetween(1L, (long) ROWS - 1);
    assertThat(copied()).hasSize((int) read);
    assertThat(server.get("/metrics").text())
        .contains(
            "velostream_job_checkpoint_duration_seconds{job=\"parts\"}",
            "velostream_job_checkpoint_size_bytes{job=\"parts\"}",
            "velostream_operator_state_bytes{job=\"parts\",operator=\"1 Scan\"}");
    assertThat(server.rows("SHOW WATERMARKS FOR JOB parts").toString())
        .contains("[\"parts\",\"1 Scan\",\"numbers\",\"\",\"ACTIVE\",\"numbers\"]");
    server.post("/v1/jobs/parts/start").ok();
    JsonNode done = server.awaitState("parts", "FINISHED");
    assertThat(done.path("metrics").path("records_in").asLong()).isEqualTo(ROWS);
    assertThat(done.path("checkpoints").path("resumed_after").asLong()).isEqualTo(1);
    assertThat(copied()).isEqualTo(IntStream.range(0, ROWS).boxed().toList());
  }

  @Test
  void aJobInSeveralPipelinesIsStoppedAndGoesOn() throws IOException {
    server
        .sql(
            """
            SET 'batch.rows' = '10';
            -- @partitions: 2
            INSERT INTO parts SELECT id FROM numbers
            """)
        .ok();
    server.hold("parts", 0);
    server.post("/v1/jobs/parts/stop").ok();
    JsonNode stopped = server.awaitState("parts", "STOPPED");
    assertThat(stopped.path("metrics").path("records_in").asLong()).isLessThan(ROWS);
    assertThat(stopped.path("checkpoints").path("epoch").asLong()).isPositive();
    server.post("/v1/jobs/parts/start").ok();
    JsonNode done = server.awaitState("parts", "FINISHED");
    assertThat(done.path("checkpoints").path("resumed_after").asLong()).isPositive();
    assertThat(copied()).isEqualTo(IntStream.range(0, ROWS).boxed().toList());
  }

  @Test
  void aJobInSeveralPipelinesTellsAllItsFigures() throws IOException {
    Files.writeString(folder.resolve("in.csv"), "x\n", StandardOpenOption.APPEND);
    server
        .sql(
            """
            CREATE TABLE counts (id BIGINT, n BIGINT) WITH
              ('connector' = 'file', 'path' = '%s/counts/', 'format' = 'csv');
            -- @partitions: 2
            INSERT INTO counts SELECT MOD(id, 100), COUNT(*) FROM numbers GROUP BY MOD(id, 100) EMIT FINAL
            """
                .formatted(folder))
        .ok();
    JsonNode metrics = server.awaitState("counts", "FINISHED").path("metrics");
    assertThat(metrics.path("pipelines").asInt()).isEqualTo(2);
    assertThat(metrics.path("error_records").asInt()).isEqualTo(1);
    assertThat(metrics.path("records_out").asInt()).isEqualTo(100);
    assertThat(metrics.path("state_bytes").asLong()).isPositive();
    assertThat(metrics.path("busy_ratio").asDouble()).isBetween(0.0, 1.0);
    assertThat(server.get("/metrics").text())
        .containsPattern(
            "velostream_operator_state_bytes\\{job=\"counts\",operator=\"\\d Aggregate\"}");
    assertThat(server.rows("SHOW WATERMARKS FOR JOB counts").toString())
        .contains("\"1 Scan\",\"numbers\"", "ENDED");
  }

  @Test
  void aPausedJobOutlivesItsServer() throws IOException {
    startCopying();
    server.close();
    server = new TestServer(folder);
    JsonNode paused = server.awaitState("parts", "PAUSED");
    assertThat(paused.path("restarts").asInt()).isZero();
    server.post("/v1/jobs/parts/resume").ok();
    server.awaitState("parts", "FINISHED");
    assertThat(copied()).isEqualTo(IntStream.range(0, ROWS).boxed().toList());
  }

  @Test
  void whatHasComeToItsEndBeginsAnew() throws IOException {
    server.sql("INSERT INTO whole SELECT COUNT(*), SUM(id) FROM numbers EMIT FINAL").ok();
    server.awaitState("whole", "FINISHED");
    List<String> before = Files.readAllLines(folder.resolve("whole.csv"));
    Files.writeString(folder.resolve("in.csv"), "id\n7\n");
    server.post("/v1/jobs/whole/start").ok();
    server.await("whole", job -> job.path("metrics").path("records_in").asLong() == 1);
    server.awaitState("whole", "FINISHED");
    assertThat(before).containsExactly("n,s", "500000,124999750000");
    assertThat(Files.readAllLines(folder.resolve("whole.csv"))).containsExactly("n,s", "1,7");
  }

  @Test
  void aPoisonousRowIsNamedThoughTheJobResumes() throws IOException {
    server
        .sql(
            """
            SET 'batch.rows' = '100';
            SET 'checkpoint.interval' = '0 s';
            INSERT INTO parts SELECT 1 / (id - 500) FROM numbers
            """)
        .ok();
    JsonNode failed = server.awaitState("parts", "FAILED");
    assertThat(failed.path("reason").asText())
        .isEqualTo("it has failed 3 times on the same input: numbers rows 501 to 600");
    // How many steps an epoch had, and how many had ended, depends on how long it took to save one.
    assertThat(failed.path("checkpoints").path("resumed_after").asLong()).isBetween(1L, 5L);
    assertThat(copied().size()).isBetween(100, 500).matches(rows -> rows % 100 == 0);
  }

  @Test
  void aPoisonousRowIsNamedInSeveralPipelinesToo() throws IOException {
    server
        .sql(
            """
            SET 'batch.rows' = '100';
            SET 'checkpoint.interval' = '0 s';
            -- @partitions: 2
            INSERT INTO parts SELECT 1 / (id - 400000) FROM numbers
            """)
        .ok();
    assertThat(assertNamesTheRow400000("parts")).isLessThan(2_000);
  }

  /// Each try begins at another place and cuts steps otherwise: they have the row in common.
  @Test
  void aPoisonousRowIsNamedBehindAnExchangeToo() throws IOException {
    server
        .sql(
            """
            SET 'batch.rows' = '100';
            SET 'exchange.step-rows' = '10000';
            SET 'checkpoint.interval' = '0 s';
            CREATE TABLE counts (n BIGINT) WITH
              ('connector' = 'file', 'path' = '%s/counts/', 'format' = 'csv');
            -- @partitions: 2
            INSERT INTO counts SELECT 1 / (1 - SUM(CASE WHEN id = 400000 THEN 1 ELSE 0 END))
              FROM numbers GROUP BY MOD(id, 100) EMIT CHANGES
            """
                .formatted(folder))
        .ok();
    assertThat(assertNamesTheRow400000("counts")).isLessThan(1_000_000);
    assertThat(server.rows("SHOW JOB STATUS counts").toString())
        .contains("input of the error", "numbers bytes");
  }

  /// @return the length of the range that was named
  private long assertNamesTheRow400000(String job) throws IOException {
    JsonNode failed = server.awaitState(job, "FAILED");
    assertThat(failed.path("checkpoints").path("resumed_after").asLong()).isPositive();
    assertThat(failed.path("restarts").asInt()).isEqualTo(2);
    String reason = failed.path("reason").asText();
    Matcher named =
        Pattern.compile(
                "it has failed 3 times on the same input: numbers bytes (\\d+) to (\\d+) of"
                    + " '.*in.csv'")
            .matcher(reason);
    assertThat(reason).matches(named.pattern());
    assertThat(named.matches()).isTrue();
    long from = Long.parseLong(named.group(1));
    long to = Long.parseLong(named.group(2));
    long at = Files.readString(folder.resolve("in.csv")).indexOf("\n400000\n") + 2;
    assertThat(at).isBetween(from, to);
    return to - from;
  }

  @Test
  void aStoppedJobBeginsAnewIfItIsToldTo() throws IOException {
    startCopying();
    assertThat(server.sql("START JOB parts FRESH").text()).contains("cannot be started anew");
    server.post("/v1/jobs/parts/stop").ok();
    server.awaitState("parts", "STOPPED");
    int before = copied().size();
    server.sql("START JOB parts FRESH").ok();
    server.awaitState("parts", "FINISHED");
    assertThat(copied()).hasSize(before + ROWS);
    server.post("/v1/jobs/parts/start?fresh=true").ok();
    server.awaitState("parts", "FINISHED");
    assertThat(copied()).hasSize(before + 2 * ROWS);
  }

  @Test
  void aDroppedJobLeavesNoCheckpoints() throws IOException {
    startCopying();
    server.post("/v1/jobs/parts/stop").ok();
    server.awaitState("parts", "STOPPED");
    Path checkpoints = folder.resolve("data/checkpoints");
    assertThat(checkpoints).isNotEmptyDirectory();
    server.delete("/v1/jobs/parts").ok();
    assertThat(checkpoints).isEmptyDirectory();
    server.sql("INSERT INTO parts SELECT id FROM numbers WHERE id < 10").ok();
    server.awaitState("parts", "FINISHED");
    assertThat(copied()).hasSizeGreaterThan(10);
  }

  @Test
  void aJobThatCannotResumeSaysSo() {
    JsonNode made =
        server
            .sql(
                """
                CREATE TABLE made (id BIGINT) WITH
                  ('connector' = 'datagen', 'number-of-rows' = '10');
                INSERT INTO parts SELECT id FROM made
                """)
            .ok()
            .json();
    assertThat(made.path("results").get(1).path("warnings").toString())
        .contains("begins anew at each start: 'made' cannot be read again from the middle");
    assertThat(server.awaitState("parts", "FINISHED").path("checkpoints").isMissingNode()).isTrue();
  }
}
