package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A statement set in several pipelines writes, and puts aside, what it does in one.
@Timeout(120)
class SharedStatementSetTest {
  private static final int ROWS = 60_000;
  private static final List<String> TABLES = List.of("a", "b", "c", "d", "e");

  @TempDir static Path input;
  @TempDir Path folder;

  @BeforeAll
  static void writeTrades() throws IOException {
    StringBuilder text = new StringBuilder("ts,sym,price,qty\n");
    for (int i = 0; i < ROWS; i++) {
      int second = i % 997 == 996 ? 0 : i / 100; // some are late
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%c%d,%s,%d%n",
              i % 4_001 == 4_000
                  ? ""
                  : "2026-01-01 00:%02d:%02d".formatted(second / 60, second % 60),
              (char) ('A' + i % 7),
              i % 53,
              i % 5_000 == 3 ? "?" : i % 1_000 + ".5",
              i % 1_000));
    }
    Files.writeString(input.resolve("trades.csv"), text);
  }

  private Session session(int pipelines) {
    Session session = Session.open();
    session.execute(
        """
        CREATE TABLE trades (ts TIMESTAMP, sym VARCHAR, price DECIMAL(10, 2), qty BIGINT,
          WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
          WITH ('connector' = 'file', 'path' = '%2$s/trades.csv');
        CREATE VIEW dear AS SELECT ts, UPPER(sym) AS sym, price, qty FROM trades WHERE price > 100;
        CREATE TABLE a (w TIMESTAMP, sym VARCHAR, q BIGINT)
          WITH ('connector' = 'file', 'path' = '%1$s/a.csv');
        CREATE TABLE b (sym VARCHAR, q BIGINT, p DECIMAL(20, 2))
          WITH ('connector' = 'file', 'path' = '%1$s/b.csv');
        CREATE TABLE c (ts TIMESTAMP, sym VARCHAR)
          WITH ('connector' = 'file', 'path' = '%1$s/c.csv');
        CREATE TABLE d (w TIMESTAMP, n BIGINT, q BIGINT)
          WITH ('connector' = 'file', 'path' = '%1$s/d.csv');
        CREATE TABLE e (sym VARCHAR, price DECIMAL(10, 2), qty BIGINT)
          WITH ('connector' = 'file', 'path' = '%1$s/e.csv');
        """
            .formatted(folder, input));
    if (pipelines > 1) {
      session.set("job.mode", "adaptive");
      session.set("parallelism", Integer.toString(pipelines));
    }
    return session;
  }

  /// Groups without windows and with them; a filter; windows that hop, whose rows travel, behind a
  /// projection that another insert has, too; rows as they are read.
  private static final String SET =
      """
      EXECUTE STATEMENT SET BEGIN
        INSERT INTO b SELECT sym, SUM(qty), SUM(price) FROM trades GROUP BY sym EMIT FINAL;
        INSERT INTO a
          SELECT window_start, sym, SUM(qty)
          FROM TABLE(TUMBLE(TABLE dear, DESCRIPTOR(ts), INTERVAL '10' SECOND))
          GROUP BY window_start, window_end, sym;
        INSERT INTO c SELECT ts, sym FROM dear WHERE sym LIKE 'B%';
        INSERT INTO d
          SELECT window_start, COUNT(DISTINCT sym), SUM(qty)
          FROM TABLE(HOP(TABLE dear, DESCRIPTOR(ts), INTERVAL '5' SECOND, INTERVAL '10' SECOND))
          GROUP BY window_start, window_end;
        INSERT INTO e SELECT sym, price, qty FROM trades WHERE qty BETWEEN 500 AND 503;
      END;
      """;

  /// Event time that is computed, and not needed by all; windows that two inserts take rows of, and
  /// rows without time among them; letters.
  private String computed() {
    return """
    CREATE TABLE texts (ts VARCHAR, sym VARCHAR, price DECIMAL(10, 2), qty BIGINT,
      at AS CAST(ts AS TIMESTAMP(3)) + INTERVAL '1' HOUR, WATERMARK FOR at AS at)
      WITH ('connector' = 'file', 'path' = '%2$s/trades.csv',
        'error.policy' = 'dead-letter', 'error.dead-letter' = '%1$s/letters.csv');
    CREATE VIEW windows AS SELECT window_start AS w, sym, qty
      FROM TABLE(TUMBLE(TABLE texts, DESCRIPTOR(at), INTERVAL '10' SECOND)) WHERE qty <> 7;
    EXECUTE STATEMENT SET BEGIN
      INSERT INTO e SELECT sym, price, qty FROM texts WHERE qty BETWEEN 500 AND 503;
      INSERT INTO a SELECT w, sym, qty FROM windows WHERE sym LIKE 'B%%';
      INSERT INTO d SELECT w, CHAR_LENGTH(sym), qty FROM windows WHERE qty < 20;
      INSERT INTO b SELECT sym, MAX(qty), SUM(price) FROM texts GROUP BY sym EMIT FINAL;
    END;
    """
        .formatted(folder, input);
  }

  @Test
  void eventTimeIsComputedForThoseThatNeedIt() throws IOException {
    String script = computed();
    Map<String, List<String>> alone = Map.of();
    for (int pipelines : List.of(1, 2, 4)) {
      try (Session session = session(pipelines)) {
        session.set("side-tables.kept-rows", "200");
        session.execute(script);
        Map<String, List<String>> now = written(session);
        now.put("letters", Files.readAllLines(folder.resolve("letters.csv")));
        if (pipelines == 1) {
          alone = now;
          assertThat(now.get("a$late")).hasSize(ROWS / 4_001);
          assertThat(now.get("d$late")).isEqualTo(now.get("a$late"));
          assertThat(now.get("letters")).hasSize(ROWS / 5_000 + 1);
        } else {
          assertThat(now).isEqualTo(alone);
          assertThat(
                  plan(session, script.substring(script.indexOf("EXECUTE")))
                      .lines()
                      .filter(line -> line.contains("none (one pipeline")))
              .isEmpty();
        }
      }
      clear();
      Files.delete(folder.resolve("letters.csv"));
    }
  }

  private Map<String, List<String>> written(Session session) throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    for (String table : TABLES) {
      Path file = folder.resolve(table + ".csv");
      List<String> lines =
          new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
      if (table.equals("a") || table.equals("b")) {
        lines.sort(null); // groups that come out at once have no order
      }
      all.put(table, lines);
      for (String side : List.of("$late", "$late_2", "$errors")) {
        all.put(table + side, SideRows.of(session, table + side));
      }
    }
    return all;
  }

  private void clear() throws IOException {
    for (String table : TABLES) {
      Files.deleteIfExists(folder.resolve(table + ".csv"));
    }
  }

  private static String plan(Session session, String set) {
    StringBuilder plan = new StringBuilder();
    try (Rows rows = session.query("EXPLAIN " + set)) {
      while (rows.next()) {
        plan.append(rows.text()).append('\n');
      }
    }
    return plan.toString();
  }

  @ParameterizedTest
  @CsvSource({"2, 4096, true", "4, 512, true", "3, 4096, false"})
  void theResultsAreThoseOfOnePipeline(int pipelines, int batch, boolean compiled)
      throws IOException {
    Map<String, List<String>> alone;
    try (Session session = session(1)) {
      session.execute(SET);
      alone = written(session);
    }
    assertThat(alone.get("a$late")).hasSizeGreaterThan(30);
    assertThat(alone.get("d$late")).hasSizeGreaterThan(30);
    assertThat(alone.get("c$errors")).hasSize(ROWS / 5_000);
    assertThat(alone.get("e")).hasSizeGreaterThan(100);
    clear();
    try (Session session = session(pipelines)) {
      session.set("batch.rows", Integer.toString(batch));
      if (!compiled) {
        session.set("expression.mode", "interpreted");
      }
      StatementResult result = session.execute(SET).getLast();
      assertThat(result.summary().orElseThrow().rowsIn()).isEqualTo(ROWS - ROWS / 5_000);
      assertThat(written(session)).isEqualTo(alone);
    }
  }

  @Test
  void explainTellsWhereRowsChangeCores() {
    try (Session session = session(2)) {
      assertThat(plan(session, SET).lines().filter(line -> line.startsWith("[exchange:")))
          .containsExactly(
              "[exchange: hash(sym) before Aggregate, 2 pipelines, pre-aggregated]",
              "[exchange: gather of the result, 2 pipelines to one]",
              "[exchange: hash(sym) before WindowAggregate, 2 pipelines, pre-aggregated]",
              "[exchange: gather of the result, 2 pipelines to one]",
              "[exchange: gather of the result, 2 pipelines to one]",
              "[exchange: gather before WindowAggregate, 2 pipelines to one]",
              "[exchange: gather of the result, 2 pipelines to one]");
      String first = "SELECT ts, sym FROM trades LIMIT 3";
      assertThat(plan(session, SET.replace("SELECT ts, sym FROM dear WHERE sym LIKE 'B%'", first)))
          .contains("exchange: none (one pipeline: LIMIT without ORDER BY");
      String grouped = "(SELECT sym, SUM(qty) AS q, SUM(price) AS p FROM trades GROUP BY sym)";
      assertThat(
              plan(
                  session,
                  """
                  EXECUTE STATEMENT SET BEGIN
                    INSERT INTO b SELECT * FROM %1$s EMIT FINAL;
                    INSERT INTO e SELECT sym, p, q FROM %1$s WHERE q > 5 EMIT FINAL;
                  END;
                  """
                      .formatted(grouped)))
          .contains("none (one pipeline: inserts have more in common than what keeps no state)");
      assertThat(
              plan(
                  session,
                  """
                  EXECUTE STATEMENT SET BEGIN
                    INSERT INTO c SELECT ts, sym FROM trades;
                    INSERT INTO e SELECT t.sym, t.price, u.qty FROM trades AS t
                      JOIN trades AS u ON t.sym = u.sym;
                  END;
                  """))
          .contains("(one pipeline: a join reads a table that is read elsewhere in the set, too)");
    }
  }

  @Test
  void aFailingInsertTakesTheJobDown() {
    try (Session session = session(2)) {
      assertThatThrownBy(() ->
              session.execute(
                  SET.replace("SELECT sym, price, qty F", "SELECT sym, price, 1 / (qty - 501) F")))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("zero");
    }
  }
}
