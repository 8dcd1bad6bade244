package io.velostream.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.server.statement.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Statements and jobs over HTTP, with real files.
@Timeout(180)
class ServerTest {
  @TempDir Path folder;

  private TestServer server;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("trades.csv"), "symbol,price\nA,10\nB,20\nA,30\nbroken\n");
    server = new TestServer(folder);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String tables() {
    return """
    CREATE TABLE trades (symbol VARCHAR, price BIGINT)
      WITH ('connector' = 'file', 'path' = '%1$s/trades.csv');
    CREATE TABLE numbers (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1000',
      'fields.id.kind' = 'sequence', 'fields.id.start' = '1');
    CREATE TABLE totals (symbol VARCHAR, total BIGINT)
      WITH ('connector' = 'file', 'path' = '%1$s/totals.jsonl');
    CREATE TABLE copies (id BIGINT) WITH ('connector' = 'file', 'path' = '%1$s/copies.csv');
    CREATE TABLE nothing (id BIGINT) WITH ('connector' = 'blackhole');
    """
        .formatted(folder);
  }

  @Test
  void answersQueriesOverTheCatalogue() {
    server.sql(tables()).ok();
    JsonNode result =
        server
            .sql(
                "SELECT symbol, SUM(price) AS total, 1.50 AS d FROM trades GROUP BY symbol ORDER BY"
                    + " 1 LIMIT 9")
            .ok()
            .json()
            .path("results")
            .get(0);
    assertThat(result.path("columns").toString())
        .isEqualTo(
            "[{\"name\":\"symbol\",\"type\":\"VARCHAR\"},{\"name\":\"total\",\"type\":\"BIGINT\"},"
                + "{\"name\":\"d\",\"type\":\"DECIMAL(3, 2)\"}]");
    assertThat(result.path("rows").toString()).isEqualTo("[[\"A\",40,1.50],[\"B\",20,1.50]]");
    assertThat(result.path("complete").asBoolean()).isTrue();
    assertThat(server.rows("SHOW TABLES").size()).isEqualTo(5);
  }

  @Test
  void anInsertIsAJobNamedByItsTarget() throws IOException {
    server.sql(tables()).ok();
    JsonNode result =
        server
            .sql(
                "INSERT INTO totals SELECT symbol, SUM(price) FROM trades GROUP BY symbol EMIT"
                    + " FINAL")
            .ok()
            .json()
            .path("results")
            .get(0);
    assertThat(result.path("job").asText()).isEqualTo("totals");
    JsonNode job = server.awaitState("totals", "FINISHED");
    assertThat(job.path("metrics").path("records_in").asLong()).isEqualTo(3);
    assertThat(job.path("metrics").path("records_out").asLong()).isEqualTo(2);
    assertThat(Files.readAllLines(folder.resolve("totals.jsonl")))
        .containsExactlyInAnyOrder(
            "{\"symbol\":\"A\",\"total\":40}", "{\"symbol\":\"B\",\"total\":20}");
    JsonNode errors = server.get("/v1/jobs/totals/errors").ok().json().path("tables");
    assertThat(errors.size()).isEqualTo(1);
    assertThat(errors.get(0).path("name").asText()).isEqualTo("totals$errors");
    assertThat(errors.get(0).path("rows").get(0).get(1).asLong()).isEqualTo(5);
    assertThat(server.get("/v1/jobs/totals/late").ok().json().path("tables").size()).isZero();
    assertThat(server.get("/v1/jobs/totals/plan").ok().json().path("plan").asText())
        .contains("trades");
    assertThat(server.get("/v1/jobs/totals/metrics").ok().json().path("error_records").asLong())
        .isEqualTo(1);
  }

  @Test
  void whatIsLeftOutIsCountedTableByTable() {
    server.sql(tables()).ok();
    for (String mode : List.of("simple", "adaptive")) {
      server
          .sql(
              """
              SET 'job.mode' = '%1$s'; SET 'parallelism' = '2';
              CREATE TABLE trades_%1$s (symbol VARCHAR, price BIGINT) WITH ('connector' = 'file',
                'path' = '%2$s/trades.csv', 'error.policy' = 'dead-letter',
                'error.dead-letter' = '%2$s/bad_%1$s.jsonl');
              CREATE TABLE out_%1$s (symbol VARCHAR) WITH ('connector' = 'blackhole');
              INSERT INTO out_%1$s SELECT symbol FROM trades_%1$s
              """
                  .formatted(mode, folder))
          .ok();
      JsonNode job = server.awaitState("out_" + mode, "FINISHED");
      assertThat(job.path("metrics").path("faults").toString())
          .isEqualTo(
              "[{\"table\":\"trades_%s\",\"side\":\"source\","
                  .concat("\"fate\":\"dead_lettered\",\"records\":1}]")
                  .formatted(mode));
    }
    server.sql("INSERT INTO copies SELECT 1 FROM trades").ok();
    server.awaitState("copies", "FINISHED");
    assertThat(server.get("/metrics").ok().text())
        .contains(
            "velostream_table_skipped_records_total"
                + "{job=\"copies\",side=\"source\",table=\"trades\"} 1.0");
    assertThat(server.rows("SHOW METRICS").toString()).contains("table_skipped_records{table=");
    assertThat(server.rows("SHOW JOB STATUS copies").toString())
        .contains("[\"skipped, read from trades\",\"1\"]");
  }

  @Test
  void aJobIsSteeredByStatementsAndByPaths() {
    server.sql(tables()).ok();
    server.sql("CREATE JOB steady AS INSERT INTO nothing SELECT id FROM numbers").ok();
    server.awaitState("steady", "RUNNING");
    server.sql("PAUSE JOB steady").ok();
    assertThat(server.state("steady")).isEqualTo("PAUSED");
    server.post("/v1/jobs/steady/resume").ok();
    server.awaitState("steady", "RUNNING");
    assertThat(server.rows("SHOW JOBS").get(0).get(1).asText()).isEqualTo("RUNNING");
    assertThat(server.rows("SHOW JOB STATUS steady").toString())
        .contains("[\"state\",\"RUNNING\"]");
    assertThat(server.rows("DESCRIBE JOB steady").toString())
        .contains("INSERT INTO nothing SELECT id FROM numbers", "has no end");
    assertThat(server.rows("SHOW METRICS").toString()).contains("records_in");
    assertThat(server.sql("DROP JOB steady").json().path("hint").asText())
        .isEqualTo("STOP JOB steady first");
    assertThat(server.sql("DROP TABLE numbers").json().path("detail").asText())
        .contains("used by the job 'steady'");
    server.sql("STOP JOB steady").ok();
    server.awaitState("steady", "STOPPED");
    server.post("/v1/jobs/steady/start").ok();
    server.await("steady", n -> n.path("metrics").path("records_in").asLong() > 0);
    server.post("/v1/jobs/steady/restart").ok();
    server.awaitState("steady", "RUNNING");
    server.post("/v1/jobs/steady/stop").ok();
    server.awaitState("steady", "STOPPED");
    assertThat(server.delete("/v1/jobs/steady").status()).isEqualTo(204);
    assertThat(server.get("/v1/jobs/steady").status()).isEqualTo(404);
  }

  @Test
  void aScriptOfJobsRunsInTheOrderInWhichTheyFeedEachOther() throws IOException {
    server.sql(tables()).ok();
    String script =
        """
        -- @job_name: second
        -- @owner: somebody
        INSERT INTO copies SELECT total FROM sums;
        CREATE TABLE sums WITH ('connector' = 'file', 'path' = '%s/sums.csv') AS
          SELECT symbol, SUM(price) AS total FROM trades GROUP BY symbol EMIT FINAL;
        """;
    // The table has to be there before what reads it; the job need not.
    assertThat(server.sql(script.formatted(folder)).status()).isEqualTo(400);
    List<String> statements = List.of(script.formatted(folder).split("(?<=;)\n"));
    JsonNode results =
        server.sql(statements.get(1) + "\n" + statements.get(0)).ok().json().path("results");
    assertThat(results.get(1).path("warnings").isMissingNode()).isTrue();
    JsonNode second = server.awaitState("second", "FINISHED");
    assertThat(second.path("annotations").path("owner").asText()).isEqualTo("somebody");
    assertThat(server.state("sums")).isEqualTo("FINISHED");
    assertThat(Files.readAllLines(folder.resolve("copies.csv")))
        .containsExactlyInAnyOrder("id", "40", "20");
    server.post("/v1/jobs/sums/restart").ok();
    server.awaitState("sums", "FINISHED");
    assertThat(server.rows("SELECT SUM(total) FROM sums").toString()).isEqualTo("[[60]]");
  }

  @Test
  void aScriptIsTakenWholeOrNotAtAll() {
    JsonNode problem =
        server
            .sql(tables() + "INSERT INTO nothing SELECT id FROM numbers;\nSELECT nope FROM trades")
            .json();
    assertThat(problem.path("code").asText()).isEqualTo("UNKNOWN_NAME");
    assertThat(problem.path("line").asInt()).isEqualTo(10);
    assertThat(problem.path("column").asInt()).isEqualTo(8);
    assertThat(server.get("/v1/jobs").ok().json().path("jobs").size()).isZero();
    assertThat(server.get("/v1/tables").ok().json().path("tables").size()).isZero();
  }

  @Test
  void errorsSayWhereAndWhatToDo() {
    TestServer.Reply reply = server.sql("SELECT 1;\nSELEKT 2");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.type()).isEqualTo("application/problem+json");
    assertThat(reply.json().path("code").asText()).isEqualTo("SYNTAX");
    assertThat(reply.json().path("line").asInt()).isEqualTo(2);
    assertThat(reply.json().path("hint").asText()).contains("SELECT");
    JsonNode inJob =
        server
            .sql(tables() + "CREATE JOB j AS\n  INSERT INTO nothing SELECT nope FROM numbers")
            .json();
    assertThat(inJob.path("line").asInt()).isEqualTo(10);
    assertThat(inJob.path("column").asInt()).isEqualTo(30);
    JsonNode inMemory = server.sql("CREATE TABLE m (a BIGINT)").json();
    assertThat(inMemory.path("hint").asText()).contains("connector");
    assertThat(server.get("/v1/nothing").status()).isEqualTo(404);
    assertThat(server.delete("/v1/jobs").status()).isEqualTo(405);
    assertThat(server.post("/v1/statements", "application/json", "{\"sql\": 1}").status())
        .isEqualTo(400);
    assertThat(server.post("/v1/statements", "application/json", "{").status()).isEqualTo(400);
    assertThat(server.post("/v1/statements", "text/html", "SELECT 1").status()).isEqualTo(415);
  }

  @Test
  void jobsAreMadeByJsonToo() {
    server.sql(tables()).ok();
    TestServer.Reply reply =
        server.post(
            "/v1/jobs",
            "application/json",
            "{\"name\": \"copy\", \"sql\": \"INSERT INTO nothing SELECT id FROM numbers\"}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    server.awaitState("copy", "RUNNING");
    JsonNode twice =
        server
            .post(
                "/v1/jobs",
                "application/json",
                "{\"name\": \"copy\", \"sql\": \"INSERT INTO nothing SELECT id FROM numbers\"}")
            .json();
    assertThat(twice.path("status").asInt()).isEqualTo(409);
    JsonNode wrong =
        server
            .post(
                "/v1/jobs",
                "application/json",
                "{\"name\": \"other\", \"sql\": \"INSERT INTO nothing SELECT nope FROM numbers\"}")
            .json();
    assertThat(wrong.path("column").asInt()).isEqualTo(28);
  }

  private void limit(Duration time) {
    server.close();
    server = new TestServer(folder, o -> o.withLimits(new Limits(10_000, 10, 5, time, 4)));
  }

  @Test
  void resultsHaveLimits() {
    limit(Duration.ofSeconds(30));
    server.sql(tables()).ok();
    JsonNode result = server.sql("SELECT id FROM numbers").ok().json().path("results").get(0);
    assertThat(result.path("rows").size()).isEqualTo(5);
    assertThat(result.path("complete").asBoolean()).isFalse();
    JsonNode fewer =
        server
            .post(
                "/v1/statements",
                "application/json",
                "{\"sql\": \"SELECT id FROM numbers\", \"rows\": 2}")
            .ok()
            .json();
    assertThat(fewer.path("results").get(0).path("rows").size()).isEqualTo(2);
    JsonNode tooLong = server.sql("SELECT '" + "x".repeat(10_000) + "'").json();
    assertThat(tooLong.path("code").asText()).isEqualTo("LIMIT_EXCEEDED");
    assertThat(server.sql("SELECT 1;".repeat(11)).json().path("code").asText())
        .isEqualTo("LIMIT_EXCEEDED");
    limit(Duration.ofMillis(100));
    JsonNode cut =
        server.sql("SELECT COUNT(*) FROM numbers EMIT FINAL").ok().json().path("results").get(0);
    assertThat(cut.path("complete").asBoolean()).isFalse();
  }

  @Test
  void everythingIsThereAfterARestart() {
    server.sql(tables()).ok();
    server.sql("CREATE VIEW cheap AS SELECT * FROM trades WHERE price < 15").ok();
    server.sql("INSERT INTO nothing SELECT id FROM numbers").ok();
    server.sql("SET 'batch.rows' = '7'; INSERT INTO totals SELECT symbol, price FROM cheap").ok();
    server.awaitState("nothing", "RUNNING");
    server.awaitState("totals", "FINISHED");
    server.sql("DROP TABLE copies").ok();
    server.close();
    server = new TestServer(folder);
    server.awaitState("nothing", "RUNNING");
    assertThat(server.state("totals")).isEqualTo("FINISHED");
    assertThat(server.rows("DESCRIBE JOB totals").toString())
        .contains("[\"setting batch.rows\",\"7\"]");
    assertThat(server.rows("SELECT symbol FROM cheap").toString()).isEqualTo("[[\"A\"]]");
    assertThat(server.rows("SHOW TABLES").size()).isEqualTo(4);
    server.sql("START JOB totals").ok();
    server.awaitState("totals", "FINISHED");
  }

  @Test
  void damageInTheDataDirectoryIsNoticed() throws IOException {
    server.sql(tables()).ok();
    server.close();
    Path file = folder.resolve("data/catalog/trades.json");
    byte[] good = Files.readAllBytes(file);
    for (int i = 0; i < good.length; i += 7) {
      byte[] bad = good.clone();
      bad[i] ^= 4;
      Files.write(file, bad);
      assertThatExceptionOfType(EnvironmentException.class)
          .as("byte " + i)
          .isThrownBy(() -> new TestServer(folder))
          .withMessageContaining("trades.json' is damaged");
    }
    Files.write(file, good);
    server = new TestServer(folder);
    assertThat(server.rows("SHOW TABLES").size()).isEqualTo(5);
  }

  @Test
  void aDataDirectoryHasOneServer() {
    assertThatExceptionOfType(EnvironmentException.class)
        .isThrownBy(() -> new TestServer(folder))
        .withMessageContaining("another server works on the data directory");
  }

  @Test
  void whatIsWrittenCanBeWatched() throws Exception {
    server.sql(tables()).ok();
    server.sql("INSERT INTO nothing SELECT id FROM numbers").ok();
    server.awaitState("nothing", "RUNNING");
    TestServer.Reply reply = server.get("/v1/jobs/nothing/tail?rows=3");
    assertThat(reply.type()).isEqualTo("text/event-stream");
    List<String> events =
        reply.text().lines().filter(line -> line.startsWith("data: {\"op\"")).toList();
    assertThat(events)
        .hasSize(3)
        .allMatch(e -> e.matches("data: \\{\"op\":\"\\+I\",\"row\":\\{\"id\":\\d+}}"));
    assertThat(reply.text()).endsWith("event: end\ndata: {}\n\n");
    assertThat(server.get("/v1/jobs/nope/tail").status()).isEqualTo(404);
  }

  @Test
  void prometheusCanReadTheFigures() {
    server.sql(tables()).ok();
    server.sql("INSERT INTO totals SELECT symbol, SUM(price) FROM trades GROUP BY symbol").ok();
    server.awaitState("totals", "FINISHED");
    TestServer.Reply reply = server.get("/metrics").ok();
    assertThat(reply.type()).startsWith("text/plain; version=0.0.4");
    assertThat(reply.text())
        .contains(
            "velostream_job_records_in_total{job=\"totals\"} 3.0",
            "velostream_job_error_records_total{job=\"totals\"} 1.0",
            "velostream_job_state{job=\"totals\",velostream_job_state=\"FINISHED\"} 1",
            "velostream_job_state_records{job=\"totals\"}",
            "velostream_ready 1.0");
  }

  @Test
  void theDashboardShowsFiguresThatThereAre() throws IOException {
    server
        .sql(
            tables()
                + """
                CREATE TABLE events (id BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts)
                  WITH ('connector' = 'datagen', 'rows-per-second' = '1000');
                INSERT INTO nothing SELECT COUNT(*) FROM events
                  GROUP BY id WINDOW TUMBLING (ts, INTERVAL '1' SECOND)
                """)
        .ok();
    server.await("nothing", job -> job.path("metrics").has("watermark_seconds"));
    server
        .sql(
            "INSERT INTO copies SELECT l.price FROM trades AS l"
                + " JOIN trades FOR SYSTEM_TIME AS OF PROCTIME() AS r ON l.symbol = r.symbol")
        .ok();
    JsonNode looksUp = server.awaitState("copies", "FINISHED");
    assertThat(looksUp.path("metrics").path("lookups").get(0).path("operator").asText())
        .endsWith(" LookupJoin");
    String figures = server.get("/metrics").ok().text();
    String dashboard = Files.readString(Path.of("../examples/grafana-dashboard.json"));
    List<String> names =
        Pattern.compile("velostream_[a-z_]+")
            .matcher(dashboard)
            .results()
            .map(MatchResult::group)
            .distinct()
            .toList();
    assertThat(names).hasSizeGreaterThan(10);
    assertThat(names)
        // Of sinks that have failed, and of dead letters, there are none.
        .filteredOn(name -> !name.matches("velostream_(sink_|table_dead_letter).*"))
        .allSatisfy(name -> assertThat(figures).containsPattern("(?m)^" + name + "(\\{| )"));
    List<String> given =
        Pattern.compile("(?m)^# TYPE (velostream_\\w+) ")
            .matcher(figures)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(given)
        .filteredOn(name -> !name.matches(".*(timestamp|job_watermark|uptime)_seconds")) // as ages
        .allSatisfy(name -> assertThat(names).contains(name));
  }

  @Test
  void theDescriptionListsEveryPathOnce() {
    JsonNode description = server.get("/openapi.json").ok().json();
    assertThat(description.path("openapi").asText()).startsWith("3.");
    List<String> operations = new java.util.ArrayList<>();
    description
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation -> {
                  operations.add(operation.getValue().path("operationId").asText());
                  String address = path.getKey().replace("{name}", "x");
                  String method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
                  TestServer.Reply reply =
                      server.send(
                          server
                              .request(address)
                              .method(method, java.net.http.HttpRequest.BodyPublishers.noBody()));
                  assertThat(reply.status()).as(method + " " + address).isNotIn(405, 500);
                  if (path.getKey().contains("{name}")) {
                    assertThat(reply.status()).isEqualTo(404);
                    assertThat(reply.json().path("detail").asText())
                        .isEqualTo("there is no job 'x'");
                  }
                }));
    assertThat(operations).doesNotHaveDuplicates().contains("runStatements", "tailJob", "stopJob");
  }

  @Test
  void itSaysThatItIsThere() {
    assertThat(server.get("/health").ok().json().path("status").asText()).isEqualTo("up");
    assertThat(server.get("/ready").ok().json().path("ready").asBoolean()).isTrue();
  }
}
