package io.velostream.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Savepoints of the server's jobs, and jobs that start from them.
@Timeout(120)
class SavepointTest {
  private static final int ROWS = 400_000;

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
            SET 'batch.rows' = '1';
            INSERT INTO parts SELECT id FROM numbers
            """
                .formatted(folder))
        .ok();
    // It is not to come to its end before it is asked for anything.
    server.hold("parts", 100);
  }

  @AfterEach
  void end() {
    server.close();
  }

  private TestServer.Reply savepoint(String job, String to) {
    return server.sql("SAVEPOINT JOB %s TO '%s/%s'".formatted(job, folder, to));
  }

  /// Makes a savepoint in the midst of the input.
  ///
  /// @param where the end of the name of the folder that it is told to be in
  /// @return how many rows it is behind
  private int rowsSaved(String job, String where) {
    String message =
        savepoint(job, "kept").ok().json().path("results").get(0).path("message").asText();
    assertThat(message)
        .matches("savepoint of the job %s in .*/%s: \\d+ rows".formatted(job, where));
    int rows = Integer.parseInt(message.replaceAll(".*: (\\d+) rows", "$1"));
    assertThat(rows).isBetween(1, ROWS - 1);
    return rows;
  }

  private TestServer.Reply startFromKept(String job) {
    return server.sql("START JOB %s FROM '%s/kept'".formatted(job, folder));
  }

  private void stop(String job) {
    server.post("/v1/jobs/" + job + "/stop").ok();
    server.awaitState(job, "STOPPED");
  }

  private void awaitRows(String job, long more) {
    server.await(job, shown -> shown.path("metrics").path("records_in").asLong() > more);
  }

  /// A table of two rows, and tables to write to.
  private void createFewAnd(String... written) throws IOException {
    Files.write(folder.resolve("few.csv"), List.of("id", "1", "2"));
    server
        .sql(
            "CREATE TABLE few (id BIGINT) WITH ('connector' = 'file', 'path' = '%s/few.csv')"
                .formatted(folder))
        .ok();
    for (String table : written) {
      server
          .sql(
              """
              CREATE TABLE %2$s (id BIGINT) WITH
                ('connector' = 'file', 'path' = '%1$s/%2$s/', 'format' = 'csv')
              """
                  .formatted(folder, table))
          .ok();
    }
  }

  private List<Integer> copied() throws IOException {
    return copied("parts");
  }

  private List<Integer> copied(String table) throws IOException {
    List<Integer> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve(table))) {
      for (Path file : files.filter(f -> f.getFileName().toString().endsWith(".csv")).toList()) {
        Files.readAllLines(file).stream()
            .filter(line -> !line.equals("id"))
            .map(Integer::valueOf)
            .forEach(rows::add);
      }
    }
    rows.sort(null);
    return rows;
  }

  @Test
  void aJobStartsFromASavepointOnceAndGoesOnFromThereOn() throws IOException {
    int rows = rowsSaved("parts", "kept/parts");
    stop("parts");
    Files.move(folder.resolve("parts"), folder.resolve("before"));

    startFromKept("parts").ok();
    // What it starts from is kept with it until it has been saved itself.
    server.post("/v1/jobs/parts/pause").ok();
    server.close();
    server = new TestServer(folder);
    server.awaitState("parts", "PAUSED");
    server.post("/v1/jobs/parts/resume").ok();
    server.awaitState("parts", "FINISHED");
    assertThat(copied()).isEqualTo(IntStream.range(rows, ROWS).boxed().toList());

    // One that has come to its end begins at the beginning.
    Files.writeString(folder.resolve("in.csv"), "id\n7\n");
    server.post("/v1/jobs/parts/start").ok();
    server.await("parts", job -> job.path("metrics").path("records_in").asLong() == 1);
    server.awaitState("parts", "FINISHED");
    assertThat(copied()).hasSize(ROWS - rows + 1).contains(7);
  }

  @Test
  void theSameOverHttp() throws IOException {
    TestServer.Reply made = server.post("/v1/jobs/parts/savepoint?to=" + folder + "/kept");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    int rows = made.json().path("records_in").asInt();
    assertThat(made.json().path("folder").asText()).endsWith("/kept/parts");
    stop("parts");
    Files.move(folder.resolve("parts"), folder.resolve("before"));
    server.post("/v1/jobs/parts/start?from=" + folder + "/kept").ok();
    server.awaitState("parts", "FINISHED");
    assertThat(copied()).isEqualTo(IntStream.range(rows, ROWS).boxed().toList());
  }

  @Test
  void whatCannotBeIsRefused() throws IOException {
    assertThat(savepoint("nobody", "kept").text()).contains("UNKNOWN_NAME");
    assertThat(server.post("/v1/jobs/nobody/savepoint?to=x").status()).isEqualTo(404);
    assertThat(server.post("/v1/jobs/parts/savepoint").status()).isEqualTo(400);
    assertThat(server.post("/v1/jobs/parts/start?from=x&fresh=true").status()).isEqualTo(400);
    assertThat(server.sql("SAVEPOINT JOB parts TO '/tmp'").text())
        .contains("INVALID_OPTION", "outside of the folders that the server may use");
    assertThat(savepoint("parts", "kept/../..").text()).contains("outside of the folders");
    assertThat(startFromKept("parts").text()).contains("cannot be started anew");
    stop("parts");
    assertThat(savepoint("parts", "kept").text())
        .contains("is STOPPED: only one that runs", "START JOB parts");
    assertThat(server.sql("START JOB parts FROM '/etc'").text()).contains("outside of the folders");
    startFromKept("parts").ok();
    JsonNode failed = server.awaitState("parts", "FAILED");
    assertThat(failed.path("failure").path("message").asText())
        .startsWith("there is no savepoint of the job 'parts' in '");
    for (String setting : List.of("'checkpoint.fresh' = 'true'", "'checkpoint.from' = '/etc'")) {
      assertThat(
              server
                  .sql("SET %s; INSERT INTO parts SELECT id FROM numbers".formatted(setting))
                  .text())
          .contains("is not for jobs of a server", "START JOB … FRESH");
    }
    assertThat(folder.resolve("kept")).doesNotExist();
  }

  @Test
  void aPausedJobMakesOneAndIsHeldAgain() throws InterruptedException {
    long before = rowsWhereItStands();
    for (String to : List.of("kept", "again")) {
      savepoint("parts", to).ok();
      assertThat(server.state("parts")).isEqualTo("PAUSED");
    }
    long rows = rowsWhereItStands();
    assertThat(rows - before).as("rows of a job that is paused").isLessThan(ROWS / 4);
    server.post("/v1/jobs/parts/resume").ok();
    awaitRows("parts", rows);
  }

  /// What a job has read that reads no more: it may be in a step when it is told to stand still.
  private long rowsWhereItStands() throws InterruptedException {
    long last = -1;
    for (long now = server.rowsIn("parts"); now != last; now = server.rowsIn("parts")) {
      last = now;
      Thread.sleep(200);
    }
    return last;
  }

  @Test
  void aSavepointIsNotWrittenOverAnother() {
    savepoint("parts", "kept").ok();
    TestServer.Reply again = savepoint("parts", "kept");
    assertThat(again.text()).contains("there is something saved in");
    assertThat(server.state("parts")).isEqualTo("PAUSED");
    server.post("/v1/jobs/parts/resume").ok();
    server.awaitState("parts", "FINISHED");
  }

  @Test
  void whatIsNotSavedHasNoSavepoint() {
    server
        .sql(
            """
            CREATE TABLE made (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '10');
            CREATE TABLE nowhere (id BIGINT) WITH ('connector' = 'blackhole');
            INSERT INTO nowhere SELECT id FROM made;
            CREATE JOB two AS EXECUTE STATEMENT SET BEGIN
              INSERT INTO nowhere VALUES (1);
              INSERT INTO nowhere SELECT id + 1 FROM made;
            END;
            """)
        .ok();
    server.awaitState("nowhere", "RUNNING");
    server.awaitState("two", "RUNNING");
    assertThat(savepoint("nowhere", "kept").text()).contains("NOT_SUPPORTED", "it is not saved");
    assertThat(savepoint("two", "kept").text()).contains("NOT_SUPPORTED");
  }

  @Test
  void aSetOfStatementsStartsFromWhereEachOfThemWas() throws IOException {
    createFewAnd("out1", "out2", "out3");
    server
        .sql(
            """
            SET 'batch.rows' = '1';
            SET 'optimizer.off' = 'share_scans';
            CREATE JOB three AS EXECUTE STATEMENT SET BEGIN
              INSERT INTO out1 SELECT id FROM few;
              INSERT INTO out2 SELECT id FROM numbers;
              INSERT INTO out3 SELECT id FROM few;
            END;
            """)
        .ok();
    server.hold("three", 100);
    int rows = rowsSaved("three", "kept");
    stop("three");
    assertThat(copied("out1")).containsExactly(1, 2);
    if (Files.exists(folder.resolve("out3"))) { // the statement has begun, and was ended at once
      assertThat(copied("out3")).isEmpty();
    }
    Files.move(folder.resolve("out1"), folder.resolve("out1-before"));
    Files.move(folder.resolve("out2"), folder.resolve("out2-before"));

    startFromKept("three").ok();
    // The first statement was complete, and still is after a restart in the midst of the second.
    server.hold("three", rows + 100);
    server.post("/v1/jobs/three/restart").ok();
    server.awaitState("three", "FINISHED");
    assertThat(copied("out1")).isEmpty();
    assertThat(copied("out2")).isEqualTo(IntStream.range(rows, ROWS).boxed().toList());
    assertThat(copied("out3")).containsExactly(1, 2);
  }

  @Test
  void statementsThatReadOneTableAreSavedTogether() throws IOException {
    createFewAnd("out1", "out2");
    server
        .sql(
            """
            SET 'batch.rows' = '1';
            CREATE JOB two AS EXECUTE STATEMENT SET BEGIN
              INSERT INTO out1 SELECT id FROM numbers;
              INSERT INTO out2 SELECT -id FROM numbers;
            END;
            """)
        .ok();
    server.hold("two", 100);
    int rows = rowsSaved("two", "kept");
    stop("two");
    Files.move(folder.resolve("out1"), folder.resolve("out1-before"));
    Files.move(folder.resolve("out2"), folder.resolve("out2-before"));

    startFromKept("two").ok();
    server.hold("two", rows + 100);
    server.post("/v1/jobs/two/restart").ok();
    server.awaitState("two", "FINISHED");
    assertThat(copied("out1")).isEqualTo(IntStream.range(rows, ROWS).boxed().toList());
    assertThat(copied("out2"))
        .isEqualTo(IntStream.range(rows, ROWS).map(n -> -n).sorted().boxed().toList());
    assertThat(server.get("/v1/jobs/two/metrics").ok().json().path("records_in").asLong())
        .as("each row is read once")
        .isEqualTo(ROWS);
  }

  @Test
  void severalStatementsWithoutAnEndAreOneJob() throws IOException {
    createFewAnd("out1", "out2");
    server
        .sql(
            """
            CREATE TABLE made (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '2000',
              'fields.id.kind' = 'sequence');
            SET 'checkpoint.interval' = '50 ms';
            CREATE JOB endless AS EXECUTE STATEMENT SET BEGIN
              INSERT INTO out1 SELECT id FROM made;
              INSERT INTO out2 SELECT -id FROM made WHERE MOD(id, 2) = 0;
            END;
            """)
        .ok();
    awaitRows("endless", 200);
    server.post("/v1/jobs/endless/restart").ok();
    awaitRows("endless", 400);
    stop("endless");
    List<Integer> first = copied("out1");
    assertThat(first).isEqualTo(IntStream.range(0, first.size()).boxed().toList());
    assertThat(copied("out2"))
        .isEqualTo(first.stream().filter(id -> id % 2 == 0).map(id -> -id).sorted().toList());
  }

  @Test
  void aSavepointOfASetThatLacksAStatementIsRefused() throws IOException {
    createFewAnd("out1", "out2");
    server
        .sql(
            """
            SET 'batch.rows' = '1';
            CREATE JOB two AS EXECUTE STATEMENT SET BEGIN
              INSERT INTO out1 SELECT id FROM few;
              INSERT INTO out2 SELECT id FROM numbers;
            END;
            """)
        .ok();
    server.hold("two", 100);
    savepoint("two", "kept").ok();
    stop("two");
    Files.move(folder.resolve("kept/out2"), folder.resolve("kept/elsewhere"));
    Files.move(folder.resolve("out1"), folder.resolve("out1-before"));
    Files.move(folder.resolve("out2"), folder.resolve("out2-before"));
    startFromKept("two").ok();
    JsonNode failed = server.awaitState("two", "FAILED");
    assertThat(failed.path("failure").path("message").asText())
        .startsWith("there is no savepoint of the job 'out2' in '");
  }
}
