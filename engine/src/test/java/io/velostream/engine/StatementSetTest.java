package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Inserts of a set that run side by side write what they write one by one, and read what they have
/// in common once.
@Timeout(120)
class StatementSetTest {
  private static final int ROWS = 1_000;

  @TempDir Path folder;

  @BeforeEach
  void writeTrades() throws IOException {
    List<String> lines = new ArrayList<>(List.of("ts,sym,price,qty"));
    for (int i = 0; i < ROWS; i++) {
      int second = i % 50 == 49 ? 0 : i / 10; // some are late
      lines.add(
          "2026-01-01 00:%02d:%02d,%c,%s,%d"
              .formatted(
                  second / 60,
                  second % 60,
                  (char) ('A' + i % 7),
                  i % 100 == 3 ? "?" : i + ".5",
                  i));
    }
    Files.write(folder.resolve("trades.csv"), lines);
  }

  private Session session() {
    Session session = Session.open();
    session.execute(
        """
        CREATE TABLE trades (ts TIMESTAMP, sym VARCHAR, price DECIMAL(10, 2), qty BIGINT,
          WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
          WITH ('connector' = 'file', 'path' = '%1$s/trades.csv');
        CREATE VIEW totals AS
          SELECT window_start AS w, sym, SUM(qty) AS q
          FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(ts), INTERVAL '10' SECOND))
          WHERE price > 0 GROUP BY window_start, window_end, sym;
        CREATE TABLE a (w TIMESTAMP, sym VARCHAR, q BIGINT)
          WITH ('connector' = 'file', 'path' = '%1$s/a.csv');
        CREATE TABLE b (w TIMESTAMP, q BIGINT)
          WITH ('connector' = 'file', 'path' = '%1$s/b.csv');
        CREATE TABLE c (ts TIMESTAMP, price DECIMAL(10, 2))
          WITH ('connector' = 'file', 'path' = '%1$s/c.csv');
        """
            .formatted(folder));
    return session;
  }

  private static final String SET =
      """
      EXECUTE STATEMENT SET BEGIN
        INSERT INTO a SELECT * FROM totals;
        INSERT INTO b SELECT w, MAX(q) FROM totals GROUP BY w EMIT FINAL;
        INSERT INTO c SELECT ts, price FROM trades WHERE sym = 'B';
      END;
      """;

  private Map<String, List<String>> written(Session session) throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    for (String table : List.of("a", "b", "c")) {
      all.put(table, Files.readAllLines(folder.resolve(table + ".csv")));
      for (String side : List.of("$late", "$errors")) {
        all.put(table + side, SideRows.of(session, table + side));
      }
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "4096, 1, '', true",
    "1, 1, '', true",
    "7, 1, '', false",
    "64, 1, merge_calcs, true",
    "64, 3, prune_columns, false"
  })
  void theResultsAreThoseOfTheInsertsOneByOne(
      int batch, int pipelines, String off, boolean compiled) throws IOException {
    Map<String, List<String>> alone;
    try (Session session = session()) {
      // All of them read all columns, as they do together: what cannot be read is no row for any.
      session.set("optimizer.off", "share_scans,prune_columns");
      session.execute(SET);
      alone = written(session);
    }
    assertThat(alone.get("a$late")).hasSizeGreaterThan(10);
    assertThat(alone.get("c$errors")).hasSize(ROWS / 100);
    for (String table : List.of("a", "b", "c")) {
      Files.delete(folder.resolve(table + ".csv"));
    }
    try (Session session = session()) {
      session.set("batch.rows", Integer.toString(batch));
      session.set("optimizer.off", off);
      if (pipelines > 1) {
        session.set("job.mode", "adaptive");
        session.set("parallelism", Integer.toString(pipelines));
      }
      if (!compiled) {
        session.set("expression.mode", "interpreted");
      }
      StatementResult result = session.execute(SET).getLast();
      assertThat(result.summary().orElseThrow().rowsIn()).isEqualTo(ROWS - ROWS / 100);
      assertThat(written(session)).isEqualTo(alone);
    }
  }

  @Test
  void explainTellsWhatIsReadOnce() {
    try (Session session = session()) {
      StringBuilder plan = new StringBuilder();
      try (Rows rows = session.query("EXPLAIN " + SET)) {
        while (rows.next()) {
          plan.append(rows.text()).append('\n');
        }
      }
      assertThat(plan).contains("One job of 3 inserts, which reads \"trades\" once:");
    }
  }

  @Test
  void whatReadsWhatAnotherWritesWaitsForIt() throws IOException {
    try (Session session = session()) {
      session.execute(
          """
          EXECUTE STATEMENT SET BEGIN
            INSERT INTO a SELECT * FROM totals;
            INSERT INTO b SELECT w, SUM(q) FROM a GROUP BY w EMIT FINAL;
            INSERT INTO c SELECT ts, price FROM trades WHERE sym = 'B';
          END;
          """);
      assertThat(Files.readAllLines(folder.resolve("b.csv"))).hasSizeGreaterThan(9);
    }
  }

  @Test
  void whatWaitsForWhatNeverEndsIsRefused() {
    try (Session session = session()) {
      session.execute(
          "CREATE TABLE without_end (ts TIMESTAMP, price DECIMAL(10, 2))"
              + " WITH ('connector' = 'datagen')");
      assertThatThrownBy(() ->
              session.execute(
                  """
                  EXECUTE STATEMENT SET BEGIN
                    INSERT INTO c SELECT * FROM without_end;
                    INSERT INTO b SELECT ts, 1 FROM c;
                  END;
                  """))
          .isInstanceOfSatisfying(
              UserException.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
                assertThat(e.position().line()).isEqualTo(3);
                assertThat(e.getMessage()).contains("waits for one into 'c', which never ends");
              });
    }
  }

  @Test
  void aJobThatWasCompleteIsNotRunAgain() throws IOException {
    for (String note : List.of("", "it was complete already")) {
      try (Session session = session()) {
        session.set("checkpoint.dir", folder.resolve("state").toString());
        StatementResult result = session.execute(SET).getLast();
        assertThat(result.message()).contains(note);
        assertThat(Files.readAllLines(folder.resolve("c.csv"))).hasSizeGreaterThan(100);
      }
    }
  }

  @Test
  void aChangedSetIsNotResumed() {
    try (Session session = session()) {
      session.set("checkpoint.dir", folder.resolve("state").toString());
      session.execute(SET);
    }
    try (Session session = session()) {
      session.set("checkpoint.dir", folder.resolve("state").toString());
      assertThatThrownBy(() -> session.execute(SET.replace("sym = 'B'", "sym = 'C'")))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("has changed since its checkpoint");
    }
  }
}
