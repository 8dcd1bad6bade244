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
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaAggregateTest {
  private final Session session = Session.open();

  @AfterEach
  void close() {
    session.close();
  }

  /// The product of numbers, which cannot be taken back because of 0.
  private static class Product implements JavaAggregate.Unary<Long, long[], Long> {
    @Override
    public long[] create() {
      return new long[] {1};
    }

    @Override
    public void add(long[] state, Long argument) {
      state[0] *= argument;
    }

    @Override
    public void merge(long[] state, long[] other) {
      state[0] *= other[0];
    }

    @Override
    public Long finish(long[] state) {
      return state[0];
    }
  }

  /// The middle of all values (the lower one of two), which can be taken back.
  @SuppressWarnings("NonApiType") // the order of a TreeMap is what the state is about
  private static final class Middle
      implements JavaAggregate.Unary<Long, TreeMap<Long, Integer>, Long> {
    private int retracted;

    @Override
    public TreeMap<Long, Integer> create() {
      return new TreeMap<>();
    }

    @Override
    public void add(TreeMap<Long, Integer> state, Long argument) {
      state.merge(argument, 1, Integer::sum);
    }

    @Override
    public boolean canRetract() {
      return true;
    }

    @Override
    public void retract(TreeMap<Long, Integer> state, Long argument) {
      retracted++;
      state.computeIfPresent(argument, (_, n) -> n == 1 ? null : n - 1);
    }

    @Override
    public void merge(TreeMap<Long, Integer> state, TreeMap<Long, Integer> other) {
      other.forEach((value, n) -> state.merge(value, n, Integer::sum));
    }

    @Override
    public @Nullable Long finish(TreeMap<Long, Integer> state) {
      int rest = (state.values().stream().mapToInt(n -> n).sum() + 1) / 2;
      for (Map.Entry<Long, Integer> entry : state.entrySet()) {
        rest -= entry.getValue();
        if (rest <= 0) {
          return entry.getKey();
        }
      }
      return null;
    }
  }

  private List<String> rows(String sql) {
    List<String> rows = new ArrayList<>();
    try (Rows result = session.query(sql)) {
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < result.schema().size(); i++) {
          row.append(i == 0 ? "" : " ").append(result.getObject(i));
        }
        rows.add(row.toString());
      }
    }
    rows.sort(null);
    return rows;
  }

  private void trades() {
    session.execute(
        """
        CREATE TABLE t (k VARCHAR, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts);
        INSERT INTO t VALUES
          ('a', 2, TIMESTAMP '2024-01-01 00:00:00'), ('b', 5, TIMESTAMP '2024-01-01 00:00:01'),
          ('a', 3, TIMESTAMP '2024-01-01 00:00:02'), ('a', NULL, TIMESTAMP '2024-01-01 00:00:03'),
          ('a', 3, TIMESTAMP '2024-01-01 00:00:06'), ('c', NULL, TIMESTAMP '2024-01-01 00:00:30');
        """);
  }

  @Test
  void aggregatesGroupsAndWindows() {
    session.register(JavaAggregate.of("times", Long.class, Long.class, new Product()));
    session.register(JavaAggregate.of("middle", Long.class, Long.class, new Middle()));
    trades();
    for (String batch : List.of("1", "2", "4096")) {
      session.set("batch.rows", batch);
      assertThat(rows("SELECT k, times(v), middle(v), COUNT(*) FROM t GROUP BY k"))
          .containsExactly("a 18 3 4", "b 5 5 1", "c 1 null 1");
      assertThat(
              rows(
                  "SELECT k, times(DISTINCT v), times(v) FILTER (WHERE v > 2) FROM t"
                      + " GROUP BY k HAVING times(v) > 1"))
          .containsExactly("a 6 9", "b 5 5");
      assertThat(rows("SELECT times(v) FROM t WHERE v > 100")).containsExactly("1");
      assertThat(
              rows(
                  "SELECT window_start, times(v) FROM t WHERE v > 0 GROUP BY k WINDOW SLIDING"
                      + " (ts, INTERVAL '4' SECOND, INTERVAL '2' SECOND)"))
          .containsExactly(
              "2023-12-31T23:59:58 2",
              "2023-12-31T23:59:58 5",
              "2024-01-01T00:00 5",
              "2024-01-01T00:00 6",
              "2024-01-01T00:00:02 3",
              "2024-01-01T00:00:04 3",
              "2024-01-01T00:00:06 3");
      assertThat(
              rows(
                  "SELECT k, window_start, times(v) FROM t WHERE v > 0"
                      + " GROUP BY k WINDOW SESSION (ts, INTERVAL '3' SECOND)"))
          .containsExactly(
              "a 2024-01-01T00:00 6", "a 2024-01-01T00:00:06 3", "b 2024-01-01T00:00:01 5");
      assertThat(
              rows(
                  "SELECT k, window_end, times(v) FROM t WHERE v > 0"
                      + " GROUP BY k WINDOW TUMBLING (ts, INTERVAL '1' MINUTE)"))
          .containsExactly("a 2024-01-01T00:01 18", "b 2024-01-01T00:01 5");
    }
  }

  private static Batch batch(long[] values, long[] weights) {
    return new Batch(new Vector[] {new LongVector(values, null)}, values.length, null, weights);
  }

  @Test
  void rowsAreTakenBackWithAndWithoutHelp() {
    Middle middle = new Middle();
    session.register(JavaAggregate.of("times", Long.class, Long.class, new Product()));
    session.register(JavaAggregate.of("middle", Long.class, Long.class, middle));
    Schema schema = Schema.of(Field.of("v", DataType.BIGINT));
    for (String step : List.of("batch", "record")) {
      session.set("emit.step", step);
      InputTable input = session.input(InputSpec.of("input_" + step, schema).withRetractions());
      try (Changes changes =
          session.changes("SELECT times(v) AS p, middle(v) AS m FROM input_" + step)) {
        input.add(batch(new long[] {0, 2, 5}, new long[] {1, 3, 1}));
        List<Change> first = changes.poll();
        assertThat(first.getLast().toString()).isEqualTo("+I[0, 2]");
        input.add(batch(new long[] {0, 2}, new long[] {-1, -2}));
        List<Change> second = changes.poll();
        assertThat(second.getFirst().toString()).isEqualTo("-D[0, 2]");
        assertThat(second.getLast().toString()).isEqualTo("+I[10, 2]");
        input.add(batch(new long[] {2}, new long[] {-1}));
        assertThat(changes.poll().toString()).isEqualTo("[-D[10, 2], +I[5, 5]]");
        input.add(batch(new long[] {5}, new long[] {-1}));
        assertThat(changes.poll().toString()).isEqualTo("[-D[5, 5], +I[1, NULL]]");
      }
      assertThat(middle.retracted).isPositive();
      middle.retracted = 0;
    }
  }

  /// A product that can be saved.
  private static final class SavedProduct extends Product {
    private int read;

    @Override
    public Optional<JavaAggregate.Codec<long[]>> codec() {
      return Optional.of(
          new JavaAggregate.Codec<>() {
            @Override
            public byte[] write(long[] state) {
              return ByteBuffer.allocate(Long.BYTES).putLong(state[0]).array();
            }

            @Override
            public long[] read(byte[] bytes) {
              read++;
              return new long[] {ByteBuffer.wrap(bytes).getLong()};
            }
          });
    }
  }

  @Test
  void statesWithACodecAreSaved() {
    SavedProduct product = new SavedProduct();
    session.register(JavaAggregate.of("times", Long.class, Long.class, product));
    trades();
    session.set("test.restarts", "between-steps");
    session.set("batch.rows", "1");
    assertThat(rows("SELECT k, times(v) FROM t GROUP BY k")).containsExactly("a 18", "b 5", "c 1");
    assertThat(product.read).isPositive();
    // The counts are taken back, which a product cannot: the rows are kept and saved.
    assertThat(rows("SELECT times(n), times(n + 1) FROM (SELECT COUNT(*) n FROM t GROUP BY k)"))
        .containsExactly("4 20");
  }

  @Test
  void aJobThatIsSavedNeedsACodec(@TempDir Path folder) {
    session.register(JavaAggregate.of("times", Long.class, Long.class, new Product()));
    trades();
    session.execute(
        "CREATE TABLE f WITH ('connector' = 'file', 'path' = '%s/f.csv') AS SELECT v FROM t;"
            .formatted(folder));
    session.set("checkpoint.dir", folder.resolve("state").toString());
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() ->
            session.execute(
                ("CREATE TABLE o WITH ('connector' = 'file', 'path' = '%s/o.csv')"
                        + " AS SELECT times(v) AS p FROM f")
                    .formatted(folder)))
        .satisfies(error ->
            assertThat(error.message()).contains("the state of the Java function times cannot be"));
  }

  @Test
  void takesSeveralArgumentsAndDecimals() {
    DataType price = new DataType.Decimal(12, 4);
    session.register(
        new JavaAggregate<>(
            "vwap",
            List.of(price, DataType.BIGINT),
            price,
            new JavaAggregate.Body<BigDecimal[]>() {
              @Override
              public BigDecimal[] create() {
                return new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO};
              }

              @Override
              public void add(BigDecimal[] state, Object... arguments) {
                BigDecimal size = BigDecimal.valueOf((Long) arguments[1]);
                state[0] = state[0].add(((BigDecimal) arguments[0]).multiply(size));
                state[1] = state[1].add(size);
              }

              @Override
              public void merge(BigDecimal[] state, BigDecimal[] other) {
                state[0] = state[0].add(other[0]);
                state[1] = state[1].add(other[1]);
              }

              @Override
              public @Nullable Object finish(BigDecimal[] state) {
                return state[1].signum() == 0
                    ? null
                    : state[0].divide(state[1], 4, java.math.RoundingMode.HALF_UP);
              }
            }));
    assertThat(
            rows(
                "SELECT vwap(p, n), SUM(n) FROM (VALUES (1.25, 3), (2.5, 1), (9.99, NULL)) t (p,"
                    + " n)"))
        .containsExactly("1.5625 4");
    assertThat(
            rows(
                "SELECT vwap(p, n), vwap(DISTINCT p, n) FROM"
                    + " (VALUES (1.5, 1), (1.5, 1), (3.0, 1), (3.0, NULL)) t (p, n)"))
        .containsExactly("2.0000 2.2500");
    session.execute("CREATE TABLE none (p DECIMAL(4, 2), n INT)");
    assertThat(rows("SELECT vwap(p, n) FROM none")).containsExactly("null");
    assertThat(rows("EXPLAIN SELECT vwap(p, n) AS w FROM none").toString()).contains("w = vwap(");
    assertThat(rows("SHOW FUNCTIONS").toString()).contains("VWAP");
  }

  @Test
  void slidesOverRows() {
    Middle middle = new Middle();
    session.register(JavaAggregate.of("middle", Long.class, Long.class, middle));
    session.register(JavaAggregate.of("times", Long.class, Long.class, new Product()));
    String rows =
        "(VALUES (1, 'a', 5), (2, 'a', 0), (3, 'b', 7), (4, 'a', 3), (5, 'a', NULL), (6, 'a', 2))"
            + " AS t (i, k, v)";
    // The smaller type is cast; NULL is left out; one is taken back, one computed anew.
    assertThat(
            rows(
                "SELECT i, middle(v) OVER w, times(v) OVER w, times(v) OVER (PARTITION BY k"
                    + " ORDER BY i), SUM(v) OVER w FROM "
                    + rows
                    + " WINDOW w AS (PARTITION BY k ORDER BY i ROWS BETWEEN 1 PRECEDING AND"
                    + " CURRENT ROW) ORDER BY i"))
        .containsExactly(
            "1 5 5 5 5", "2 0 0 0 5", "3 7 7 7 7", "4 0 0 0 3", "5 3 3 0 3", "6 2 2 0 2");
    assertThat(middle.retracted).isPositive();
    assertThat(
            rows(
                "SELECT i, times(DISTINCT v) OVER (ORDER BY i ROWS 2 PRECEDING) FROM (VALUES (1,"
                    + " 2), (2, 2), (3, 3), (4, 2)) t (i, v) ORDER BY i"))
        .containsExactly("1 2", "2 2", "3 6", "4 6");
    assertThat(rows("EXPLAIN SELECT times(v) OVER (ORDER BY i) AS p FROM " + rows).toString())
        .contains("over1 = times(expr1)");
  }

  @Test
  void itsFailuresAreErrorsWithAPlace() {
    session.register(
        JavaAggregate.of(
            "fails",
            Long.class,
            Long.class,
            new Product() {
              @Override
              public void add(long[] state, Long argument) {
                throw new IllegalStateException("no more");
              }
            }));
    fails(
        "SELECT 1,\n  fails(v) FROM (VALUES (1)) t (v)",
        ErrorCode.INVALID_ARGUMENT,
        2,
        3,
        "the function fails failed: java.lang.IllegalStateException: no more");
    fails(
        "SELECT 1,\n  fails(v) OVER () FROM (VALUES (1)) t (v)",
        ErrorCode.INVALID_ARGUMENT,
        2,
        3,
        "the function fails failed: java.lang.IllegalStateException: no more");
    fails("SELECT fails('x')", ErrorCode.TYPE_MISMATCH, 1, 8, "");
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(
            () -> session.register(JavaAggregate.of("sum", Long.class, Long.class, new Product())))
        .withMessageContaining("built-in");
  }

  private void fails(String sql, ErrorCode code, int line, int column, String message) {
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> rows(sql))
        .withMessageContaining(message)
        .satisfies(error -> {
          assertThat(error.code()).isEqualTo(code);
          SourcePosition place = error.position();
          assertThat(List.of(place.line(), place.column())).isEqualTo(List.of(line, column));
        });
  }
}
