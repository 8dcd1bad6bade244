package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JavaTableFunctionTest {
  private final Session session = Session.open();

  @BeforeEach
  void register() {
    session.register(
        JavaTableFunction.of(
            "words", String.class, "word", String.class, text -> Arrays.asList(text.split(" "))));
    session.register(
        JavaTableFunction.of(
            "up_to",
            Long.class,
            "n",
            Long.class,
            end -> LongStream.rangeClosed(1, end).boxed().toList()));
    session.register(
        new JavaTableFunction(
            "pairs",
            List.of(DataType.BIGINT, DataType.STRING),
            Schema.of(Field.of("a", DataType.BIGINT), Field.of("b", DataType.STRING)),
            arguments ->
                List.of(Arrays.asList(arguments[0], null), Arrays.asList(null, arguments[1]))));
    session.execute(
        """
        CREATE TABLE t (id INT, line VARCHAR, n SMALLINT);
        INSERT INTO t VALUES (1, 'to be or not', 2), (2, 'be', 0), (3, NULL, NULL);
        """);
  }

  @AfterEach
  void close() {
    session.close();
  }

  private List<String> rows(String sql) {
    List<String> rows = new ArrayList<>();
    try (Rows result = session.query(sql)) {
      while (result.next()) {
        rows.add(result.text());
      }
    }
    return rows;
  }

  @Test
  void givesRowsForEachRow() {
    for (String batch : List.of("1", "2", "4096")) {
      session.set("batch.rows", batch);
      assertThat(rows("SELECT id, word FROM t, LATERAL TABLE(words(line))"))
          .containsExactly("[1, to]", "[1, be]", "[1, or]", "[1, not]", "[2, be]");
      assertThat(
              rows("SELECT * FROM t CROSS JOIN LATERAL TABLE(up_to(n + 1)) AS u (k) WHERE k > 1"))
          .containsExactly("[1, to be or not, 2, 2]", "[1, to be or not, 2, 3]");
      assertThat(rows("SELECT id, k FROM t LEFT JOIN LATERAL TABLE(up_to(n)) AS u (k) ON TRUE"))
          .containsExactly("[1, 1]", "[1, 2]", "[2, NULL]", "[3, NULL]");
      assertThat(
              rows(
                  "SELECT word, COUNT(*) AS c FROM t, LATERAL TABLE(words(line)) GROUP BY word"
                      + " ORDER BY c DESC, word LIMIT 2"))
          .containsExactly("[be, 2]", "[not, 1]");
      assertThat(
              rows(
                  "SELECT w.word, u.n FROM t, LATERAL TABLE(words(line)) AS w,"
                      + " LATERAL TABLE(up_to(CHAR_LENGTH(w.word))) AS u WHERE u.n > 2"))
          .containsExactly("[not, 3]");
      assertThat(rows("SELECT id FROM t, LATERAL TABLE(up_to(2)) AS u"))
          .containsExactly("[1]", "[1]", "[2]", "[2]", "[3]", "[3]");
    }
  }

  @Test
  void givesRowsAlone() {
    assertThat(rows("SELECT n * 10 FROM TABLE(up_to(3))")).containsExactly("[10]", "[20]", "[30]");
    assertThat(rows("SELECT * FROM TABLE(pairs(7, 'x')) AS p (u, v)"))
        .containsExactly("[7, NULL]", "[NULL, x]");
    assertThat(rows("SELECT COUNT(*) FROM TABLE(up_to(10000))")).containsExactly("[10000]");
    assertThat(rows("SELECT * FROM TABLE(up_to(NULL))")).isEmpty();
  }

  @Test
  void retractionsPassThrough() {
    InputTable input =
        session.input(
            InputSpec.of("i", Schema.of(Field.of("v", DataType.BIGINT))).withRetractions());
    try (Changes changes =
        session.changes("SELECT n, COUNT(*) AS c FROM i, LATERAL TABLE(up_to(v)) GROUP BY n")) {
      input.add(batch(new long[] {2, 1}, new long[] {2, 1}));
      assertThat(changes.poll().toString()).isEqualTo("[+I[1, 3], +I[2, 2]]");
      input.add(batch(new long[] {2}, new long[] {-2}));
      assertThat(changes.poll().toString()).isEqualTo("[-D[1, 3], +I[1, 1], -D[2, 2]]");
    }
  }

  private static Batch batch(long[] values, long[] weights) {
    return new Batch(new Vector[] {new LongVector(values, null)}, values.length, null, weights);
  }

  @Test
  void timePassesThrough() {
    session.execute(
        """
        CREATE TABLE e (ts TIMESTAMP(3), line VARCHAR, WATERMARK FOR ts AS ts);
        INSERT INTO e VALUES (TIMESTAMP '2024-01-01 00:00:01', 'a b'), (TIMESTAMP '2024-01-01 00:01:01', 'b');
        """);
    assertThat(
            rows(
                "SELECT word, window_end, COUNT(*) FROM"
                    + " (SELECT ts, word FROM e, LATERAL TABLE(words(line)))"
                    + " GROUP BY word WINDOW TUMBLING (ts, INTERVAL '1' MINUTE)"))
        .containsExactlyInAnyOrder(
            "[a, 2024-01-01 00:01:00.000, 1]",
            "[b, 2024-01-01 00:01:00.000, 1]",
            "[b, 2024-01-01 00:02:00.000, 1]");
    assertThat(rows("EXPLAIN SELECT word FROM t, LATERAL TABLE(words(line))").toString())
        .contains("TableFunction call words(");
  }

  @Test
  void failuresAreErrorsWithAPlace() {
    session.register(
        JavaTableFunction.of(
            "fails",
            Long.class,
            "x",
            Long.class,
            n -> {
              throw new IllegalStateException("not " + n);
            }));
    fails(
        "SELECT *\nFROM t, LATERAL TABLE(fails(id))",
        ErrorCode.INVALID_ARGUMENT,
        "2:23 the function fails failed: java.lang.IllegalStateException: not 1");
    fails("SELECT * FROM TABLE(fails('x'))", ErrorCode.TYPE_MISMATCH, "");
    fails(
        "SELECT * FROM t JOIN LATERAL TABLE(up_to(n)) AS u (k) ON k = id",
        ErrorCode.NOT_SUPPORTED,
        "a join");
  }

  private void fails(String sql, ErrorCode code, String message) {
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> rows(sql))
        .satisfies(error -> {
          assertThat(error.code()).as(error.message()).isEqualTo(code);
          String place = error.position().line() + ":" + error.position().column() + " ";
          assertThat(place + error.message()).contains(message);
        });
  }
}
