package io.velostream.conformance.logic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/// That the runner notices what it is there to notice; the scripts themselves are on demand.
class LogicRunTest {
  private static final String TABLE =
      """
      hash-threshold 3

      statement ok
      CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)

      statement ok
      CREATE INDEX i ON t (b)

      statement ok
      INSERT INTO t VALUES (1, 'x'), (2, NULL), (10, '')

      """;

  @Test
  void comparesValuesInTheOrderThatTheScriptAsksFor() throws IOException, SQLException {
    LogicReport report =
        run(
            """
            query IT rowsort
            SELECT a, b FROM t
            ----
            1
            x
            10
            (empty)
            2
            NULL

            query I nosort
            SELECT a FROM t ORDER BY a DESC
            ----
            10
            2
            1

            query IR valuesort
            SELECT AVG(a), 1 / CAST(3 AS DOUBLE) FROM t
            ----
            0.333
            4
            """);
    assertThat(report.findings()).isEmpty();
    assertThat(report.queries()).isEqualTo(3);
  }

  @Test
  void knowsTheHashOfAnAnswer() throws IOException, SQLException {
    String query = "query I nosort\nSELECT a FROM t ORDER BY a\n----\n3 values hashing to ";
    assertThat(run(query + "ee5f3e4e9ee9e1bbf35b4e3ea2aed53b\n").findings()).hasSize(1);
    assertThat(run(query + "b713b0fe24a6c0b2a38c6c8f60e27498\n").findings()).isEmpty();
  }

  @Test
  void noticesWhatIsWrong() throws IOException, SQLException {
    LogicReport report =
        run(
            """
            query I rowsort
            SELECT a FROM t WHERE a < 3
            ----
            1
            3

            query I nosort
            SELECT a FROM t ORDER BY a
            ----
            1
            10
            2

            query I rowsort
            SELECT a, b FROM t WHERE a = 1
            ----
            1
            """);
    assertThat(report.findings()).hasSize(3);
  }

  @Test
  void setsApartWhereSqliteHasTypesOfValues() throws IOException, SQLException {
    LogicReport report =
        run("query I rowsort\nSELECT -37 + 27 / COALESCE(26, AVG(a)) FROM t\n----\n-36\n");
    assertThat(report.findings()).isEmpty();
    assertThat(report.summary()).contains("1 refused", "types are those of values");
  }

  @Test
  void asksNothingThatIsForOtherDatabasesOnly() throws IOException, SQLException {
    LogicReport report =
        run(
            """
            onlyif mysql # a comment
            query I rowsort
            SELECT 7 DIV 2
            ----
            3

            skipif mysql
            query I rowsort
            SELECT 7 / 2
            ----
            3

            halt

            query I rowsort
            SELECT 1
            ----
            2
            """);
    assertThat(report.findings()).isEmpty();
    assertThat(report.queries()).isEqualTo(1);
  }

  @Test
  void countsWhatIsRefusedAndWhatCannotBeComparedAfterIt() throws IOException, SQLException {
    LogicReport report =
        run(
            """
            query I rowsort
            SELECT no_such_function(a) FROM t
            ----
            1

            statement ok
            CREATE TRIGGER r UPDATE ON t BEGIN SELECT 1; END;

            query I rowsort
            SELECT a FROM t WHERE a = 1
            ----
            1
            """);
    assertThat(report.findings()).isEmpty();
    assertThat(report.summary())
        .contains("2 queries, 0 right, 0 wrong, 2 refused")
        .contains("1 x UNKNOWN_NAME")
        .contains("1 x after a statement was refused: CREATE TRIGGER");
  }

  private static LogicReport run(String records) throws IOException, SQLException {
    LogicReport report = new LogicReport();
    new LogicRun(
            "t.test", new LogicSample(1, 1, ""), report, System.nanoTime() + Long.MAX_VALUE / 2)
        .run(new BufferedReader(new StringReader(TABLE + records)));
    return report;
  }
}
