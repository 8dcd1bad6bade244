package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.UserException;
import io.velostream.runtime.checkpoint.Savepoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A job starts from a copy that was made while another process ran it, in any number of pipelines.
class SavepointTest {
  private static final int ROWS = 800_000;
  private static final String TOTALS =
      "SELECT sym, COUNT(*), SUM(qty) FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' DAY))"
          + " GROUP BY window_start, window_end, sym";

  @TempDir Path folder;

  @BeforeEach
  void input() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      text.append(
          "{\"ts\":\"2026-01-01 %02d:%02d:%02d\",\"sym\":\"S%d\",\"qty\":%d}\n"
              .formatted(i / 36_000, i / 600 % 60, i / 10 % 60, i * 7L % 1_013, i % 97));
    }
    Files.writeString(folder.resolve("t.jsonl"), text);
  }

  private String script(String state, String out, int pipelines, String query) {
    return """
    SET 'job.mode' = 'adaptive';
    SET 'parallelism' = '%d';
    SET 'batch.rows' = '100';
    SET 'checkpoint.dir' = '%s/%s';
    SET 'checkpoint.interval' = '100 ms';
    CREATE TABLE t (ts TIMESTAMP, sym VARCHAR, qty BIGINT,
      WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
      WITH ('connector' = 'file', 'path' = '%s/t.jsonl');
    CREATE TABLE o (sym VARCHAR, n BIGINT, q BIGINT)
      WITH ('connector' = 'file', 'path' = '%s/%s/', 'format' = 'json');
    INSERT INTO o %s;
    """
        .formatted(pipelines, folder, state, folder, folder, out, query);
  }

  private List<String> rows(String out) throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve(out))) {
      for (Path file : files.filter(f -> !f.getFileName().toString().startsWith(".")).toList()) {
        rows.addAll(Files.readAllLines(file));
      }
    }
    rows.sort(null);
    return rows;
  }

  /// Runs a job, and has a savepoint made as soon as it runs.
  private Savepoint run(String script, String to) throws ExecutionException, InterruptedException {
    CompletableFuture<Savepoint> asked = new CompletableFuture<>();
    AtomicBoolean over = new AtomicBoolean();
    try (Session session = Session.open()) {
      Thread asking =
          Thread.ofPlatform()
              .start(() -> {
                CompletableFuture<Savepoint> answer;
                do {
                  answer = session.savepoint(folder.resolve(to).toString());
                } while (answer.isCompletedExceptionally() && !over.get());
                var _ =
                    answer.whenComplete((made, failure) -> {
                      if (failure == null) {
                        asked.complete(made);
                      } else {
                        asked.completeExceptionally(failure);
                      }
                    });
              });
      session.execute(script);
      over.set(true);
      asking.join();
    }
    return asked.get();
  }

  @ParameterizedTest
  @CsvSource({"1,2", "2,1", "2,3", "2,2", "4,2"})
  void aJobStartsFromASavepoint(int before, int after)
      throws IOException, ExecutionException, InterruptedException {
    Savepoint savepoint = run(script("state", "out", before, TOTALS), "kept");

    assertThat(savepoint.rows()).isBetween(1L, ROWS - 1L);
    assertThat(Path.of(savepoint.folder())).isEqualTo(folder.resolve("kept/o"));
    // Its own output: what the job was told to do must be the same.
    Files.move(folder.resolve("out"), folder.resolve("first"));
    try (Session session = Session.open()) {
      session.set("checkpoint.from", folder.resolve("kept").toString());
      List<StatementResult> results = session.execute(script("state2", "out", after, TOTALS));
      assertThat(results.getLast().message())
          .contains("started from a savepoint (%d rows)".formatted(savepoint.rows()));
      assertThat(results.getLast().summary().orElseThrow().rowsIn()).isEqualTo(ROWS);
    }
    assertThat(rows("out")).hasSize(1_013).isEqualTo(rows("first"));
  }

  @Test
  void aSavepointOfAnotherQueryIsRefused() throws ExecutionException, InterruptedException {
    run(script("state", "out", 2, TOTALS), "kept");
    try (Session session = Session.open()) {
      session.set("checkpoint.from", folder.resolve("kept").toString());
      String other = TOTALS.replace("SUM(qty)", "MAX(qty)");
      assertThatThrownBy(() -> session.execute(script("state2", "out", 2, other)))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("has changed since its checkpoint");
    }
  }

  @Test
  void aFolderWithoutASavepointIsRefused() {
    try (Session session = Session.open()) {
      session.set("checkpoint.from", folder.resolve("nothing").toString());
      assertThatThrownBy(() -> session.execute(script("state", "out", 1, TOTALS)))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("there is no savepoint of the job 'o'");
    }
  }

  @Test
  void whereNoJobRunsNobodyWaits() {
    try (Session session = Session.open()) {
      assertThat(session.savepoint("x")).isCompletedExceptionally();
    }
  }
}
