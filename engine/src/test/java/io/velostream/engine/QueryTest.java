package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryTest {
  private final Session session = Session.open();

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void givesEachTypeAsItsJavaClass() {
    String sql =
        "SELECT TRUE AS b, CAST(1 AS TINYINT) AS t, CAST(2 AS SMALLINT) AS s, 3 AS i,"
            + " CAST(4 AS BIGINT) AS l, CAST(1.5 AS REAL) AS r, 2.5E0 AS d, 12.34 AS n,"
            + " 'text' AS v, X'00FF' AS x, DATE '2024-02-29' AS da, TIME '10:20:30' AS ti,"
            + " TIMESTAMP '2024-02-29 10:20:30.123' AS ts";
    try (Rows rows = session.query(sql)) {
      assertThat(rows.next()).isTrue();
      List<Object> values = new ArrayList<>();
      for (int c = 0; c < rows.schema().size(); c++) {
        values.add(rows.getObject(c));
      }
      assertThat(values)
          .containsExactly(
              true,
              (byte) 1,
              (short) 2,
              3,
              4L,
              1.5f,
              2.5,
              new BigDecimal("12.34"),
              "text",
              new byte[] {0, -1},
              LocalDate.of(2024, 2, 29),
              LocalTime.of(10, 20, 30),
              LocalDateTime.of(2024, 2, 29, 10, 20, 30, 123_000_000));
      assertThat(rows.getBoolean("b")).isTrue();
      assertThat(rows.getInt("T")).isEqualTo(1);
      assertThat(rows.getLong("i")).isEqualTo(3);
      assertThat(rows.getDouble("n")).isEqualTo(12.34);
      assertThat(rows.getBigDecimal("l")).isEqualTo(BigDecimal.valueOf(4));
      assertThat(rows.getString("ts")).isEqualTo("2024-02-29 10:20:30.123");
      assertThat(rows.getLocalDate("da")).isEqualTo("2024-02-29");
      assertThat(rows.getLocalTime("ti")).isEqualTo("10:20:30");
      assertThat(rows.getLocalDateTime("ts")).isEqualTo("2024-02-29T10:20:30.123");
      assertThat(rows.getBytes("x")).containsExactly(0, -1);
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void tellsNullFromAValue() {
    try (Rows rows = session.query("SELECT CAST(NULL AS BIGINT) AS n")) {
      rows.next();
      assertThat(rows.isNull("n")).isTrue();
      assertThat(rows.getObject(0)).isNull();
      assertThat(rows.getString(0)).isNull();
      assertThatIllegalStateException()
          .isThrownBy(() -> rows.getLong(0))
          .withMessage("the column 'n' is NULL in this row: ask isNull first");
    }
  }

  @Test
  void refusesWhatWouldLoseSomething() {
    try (Rows rows = session.query("SELECT 3000000000 AS big, 1.5 AS half, 'x' AS text")) {
      rows.next();
      assertError(ErrorCode.NUMERIC_OVERFLOW, () -> rows.getInt("big"));
      assertError(ErrorCode.TYPE_MISMATCH, () -> rows.getLong("half"));
      assertError(ErrorCode.TYPE_MISMATCH, () -> rows.getLocalDate("text"));
      assertError(ErrorCode.UNKNOWN_NAME, () -> rows.getString("txt"))
          .extracting(UserException::hint)
          .isEqualTo("did you mean 'text'?");
    }
  }

  @Test
  void bindsParametersAsConstants() {
    String nasty = "it's; DROP TABLE t --";
    try (Rows rows =
        session.query(
            "SELECT ? AS a, ? + 1 AS b, ? AS c, ? AS d FROM (VALUES (1)) AS t WHERE ? = 2.50",
            nasty,
            41,
            LocalDateTime.of(2024, 1, 1, 0, 0, 0, 123_456_000),
            -2.5,
            new BigDecimal("2.5"))) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("a")).isEqualTo(nasty);
      assertThat(rows.getLong("b")).isEqualTo(42);
      assertThat(rows.getLocalDateTime("c")).isEqualTo("2024-01-01T00:00:00.123456");
      assertThat(rows.getDouble("d")).isEqualTo(-2.5);
    }
    assertError(ErrorCode.INVALID_ARGUMENT, () -> session.query("SELECT ?"));
    assertError(ErrorCode.INVALID_ARGUMENT, () -> session.query("SELECT 1", 1));
    assertError(ErrorCode.TYPE_MISMATCH, () -> session.query("SELECT ?", Thread.currentThread()));
  }

  @Test
  void countsParametersPerStatement() {
    List<Statement> script = session.parse("SELECT ?; SELECT ?, ?");
    assertThat(script).extracting(Statement::parameterCount).containsExactly(1, 2);
    try (Rows rows = session.query(script.get(1).bind(1, "b"))) {
      rows.next();
      assertThat(rows.text()).isEqualTo("[1, b]");
    }
  }

  @Test
  void givesFinalRowsOfABoundedQuery() {
    session.execute("CREATE TABLE t (k VARCHAR, v INT); INSERT INTO t VALUES ('a', 1), ('a', 2)");
    session.set("batch.rows", "1");
    try (Rows rows = session.query("SELECT k, SUM(v) AS total FROM t GROUP BY k")) {
      assertThat(rows.isChangelog()).isFalse();
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong("total")).isEqualTo(3);
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void runsOnlyAsFarAsItIsRead() {
    session.execute(
        "CREATE TABLE endless (id BIGINT)"
            + " WITH ('connector' = 'datagen', 'number-of-rows' = '1_000_000_000_000')");
    try (Rows rows = session.query("SELECT id FROM endless")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.nextBatch()).extracting(Batch::rowCount).isEqualTo(4096);
    }
  }

  @Test
  void handsOverBatches() {
    session.execute("CREATE TABLE t (v INT); INSERT INTO t VALUES (1), (2), (3)");
    session.set("batch.rows", "2");
    List<Integer> sizes = new ArrayList<>();
    try (Rows rows = session.query("SELECT v FROM t")) {
      rows.forEachBatch(batch -> sizes.add(batch.rowCount()));
      assertThat(rows.next()).isFalse();
    }
    assertThat(sizes).containsExactly(2, 1);
  }

  @Test
  void readsATableThatAnotherStatementAddsTo() {
    session.execute("CREATE TABLE t (v INT); INSERT INTO t VALUES (1)");
    try (Rows rows = session.query("SELECT v FROM t")) {
      session.execute("INSERT INTO t VALUES (2)");
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void listsAndExplains() {
    session.execute("CREATE TABLE t (v INT)");
    try (Rows rows = session.query("SHOW TABLES")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("name")).isEqualTo("t");
    }
  }

  @Test
  void listsSideTablesThatHaveRowsOrAreAskedFor() {
    session.execute("CREATE TABLE t (v INT); INSERT INTO t VALUES (1)");
    session.query("SELECT * FROM t").close();
    assertThat(tableNames("SHOW TABLES")).containsExactly("t");
    assertThat(tableNames("SHOW TABLES LIKE '%errors'")).contains("t$errors");
  }

  private List<String> tableNames(String show) {
    List<String> names = new ArrayList<>();
    try (Rows rows = session.query(show)) {
      while (rows.next()) {
        names.add(rows.getString("name"));
      }
    }
    return names;
  }

  @Test
  void tellsQueryAndExecuteApart() {
    assertError(
        ErrorCode.INVALID_STATEMENT, () -> session.execute("CREATE TABLE t (v INT); SHOW TABLES"));
    try (Rows rows = session.query("SHOW TABLES")) {
      assertThat(rows.next()).as("nothing of the script was executed").isFalse();
    }
    assertError(ErrorCode.INVALID_STATEMENT, () -> session.query("CREATE TABLE t (v INT)"));
    assertError(ErrorCode.INVALID_STATEMENT, () -> session.query("SELECT 1; SELECT 2"));
  }

  @Test
  void keepsLinesThatDoNotDecodeAsATable() {
    session.execute("CREATE TABLE t (v INT)");
    try (Rows rows = session.query("SELECT * FROM t")) {
      assertThat(rows.next()).isFalse();
    }
    try (Rows rows = session.query("SELECT * FROM \"result$errors\"")) {
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void endsWithItsSession() {
    Rows rows = session.query("SELECT 1");
    session.close();
    assertThat(rows.next()).isFalse();
    rows.close();
    assertThatIllegalStateException().isThrownBy(rows::next);
  }

  @Test
  void endsAtAnError() {
    try (Rows rows = session.query("SELECT 1 / v FROM (VALUES (0)) AS t (v)")) {
      assertError(ErrorCode.DIVISION_BY_ZERO, rows::next);
      assertThat(rows.next()).isFalse();
    }
  }

  private static org.assertj.core.api.ThrowableAssertAlternative<UserException> assertError(
      ErrorCode code, ThrowingCallable call) {
    return assertThatExceptionOfType(UserException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).as(e.message()).isEqualTo(code));
  }
}
