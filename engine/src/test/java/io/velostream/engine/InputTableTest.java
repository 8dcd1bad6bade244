package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InputTableTest {
  private static final Schema TRADES =
      Schema.of(
          new Field("symbol", DataType.STRING, false),
          Field.of("quantity", DataType.INTEGER),
          Field.of("ts", DataType.TIMESTAMP_MILLIS));
  private static final Schema NUMBERS = Schema.of(Field.of("v", DataType.BIGINT));
  private static final LocalDateTime NOON = LocalDateTime.of(2024, 1, 1, 12, 0);

  private final Session session = Session.open();

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void showsWhatFollowsFromEachRow() {
    InputTable trades = session.input(InputSpec.of("trades", TRADES));
    try (Changes totals =
        session.changes("SELECT symbol, SUM(quantity) AS total FROM trades GROUP BY symbol")) {
      assertThat(totals.isBounded()).isFalse();
      assertThat(totals.poll()).isEmpty();
      trades.add("ACME", 3, NOON);
      assertThat(totals.poll()).hasToString("[+I[ACME, 3]]");
      trades.add("ACME", 4, NOON);
      assertThat(totals.poll()).hasToString("[-D[ACME, 3], +I[ACME, 7]]");
      trades.close();
      assertThat(totals.hasEnded()).isFalse();
      assertThat(totals.poll()).isEmpty();
      assertThat(totals.hasEnded()).isTrue();
    }
  }

  @Test
  void closesWindowsByEventTime() {
    InputTable trades =
        session.input(
            InputSpec.of("trades", TRADES)
                .withWatermark("WATERMARK FOR ts AS ts - INTERVAL '5' SECOND"));
    String sql =
        "SELECT symbol, COUNT(*) AS n, window_end"
            + " FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(ts), INTERVAL '1' MINUTE))"
            + " GROUP BY symbol, window_start, window_end";
    try (Changes counts = session.changes(sql)) {
      trades.add("ACME", 1, NOON);
      trades.add("ACME", 1, NOON.plusSeconds(59));
      assertThat(counts.poll()).isEmpty();
      trades.add("ACME", 1, NOON.plusSeconds(65));
      assertThat(counts.poll()).hasToString("[+I[ACME, 2, 2024-01-01 12:01:00.000]]");
      trades.close();
      assertThat(counts.next()).hasToString("+I[ACME, 1, 2024-01-01 12:02:00.000]");
      assertThat(counts.hasNext()).isFalse();
    }
  }

  @Test
  void waitsForRowsOfAnotherThread() throws InterruptedException {
    InputTable numbers = session.input(InputSpec.of("numbers", NUMBERS).withCapacity(10));
    Thread producer =
        Thread.ofPlatform()
            .start(() -> {
              try (numbers) {
                for (long v = 1; v <= 10_000; v++) {
                  numbers.add(v);
                }
              }
            });
    long sum = 0;
    try (Rows rows = session.query("SELECT v FROM numbers")) {
      while (rows.next()) {
        sum += rows.getLong(0);
      }
    }
    producer.join();
    assertThat(sum).isEqualTo(50_005_000);
  }

  @Test
  void feedsAnInsert() {
    session.execute("CREATE TABLE kept (v BIGINT)");
    InputTable numbers = session.input(InputSpec.of("numbers", NUMBERS));
    Thread.ofPlatform()
        .start(() -> {
          try (numbers) {
            numbers.add(1L);
            numbers.add(2L);
          }
        });
    session.execute("INSERT INTO kept SELECT v FROM numbers");
    try (Rows rows = session.query("SELECT SUM(v) FROM kept")) {
      rows.next();
      assertThat(rows.getLong(0)).isEqualTo(3);
    }
  }

  @Test
  void canBeCancelledWhileItWaits() throws InterruptedException {
    session.input(InputSpec.of("numbers", NUMBERS));
    try (Rows rows = session.query("SELECT v FROM numbers")) {
      Thread reader = Thread.currentThread();
      Thread canceller =
          Thread.ofPlatform()
              .start(() -> {
                while (reader.getState() != Thread.State.TIMED_WAITING) {
                  Thread.onSpinWait();
                }
                session.cancel();
              });
      assertThatExceptionOfType(UserException.class)
          .isThrownBy(rows::next)
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
      canceller.join();
    }
  }

  @Test
  void refusesToWaitForItself() {
    InputTable numbers = session.input(InputSpec.of("numbers", NUMBERS).withCapacity(2));
    try (Changes changes = session.changes("SELECT v FROM numbers")) {
      numbers.add(1L);
      numbers.add(2L);
      assertThatIllegalStateException()
          .isThrownBy(() -> numbers.add(3L))
          .withMessageContaining("the input is full (2 rows)");
      assertThat(changes.poll()).hasSize(2);
      numbers.add(3L);
      assertThat(changes.poll()).hasToString("[+I[3]]");
    }
  }

  @Test
  void keepsRowsForTheFirstQuery() {
    InputTable numbers = session.input(InputSpec.of("numbers", NUMBERS));
    numbers.add(1L);
    try (Changes first = session.changes("SELECT v FROM numbers")) {
      try (Changes second = session.changes("SELECT v FROM numbers")) {
        numbers.add(2L);
        assertThat(first.poll()).hasToString("[+I[1], +I[2]]");
        assertThat(second.poll()).hasToString("[+I[2]]");
      }
    }
    numbers.add(3L);
    try (Changes third = session.changes("SELECT v FROM numbers")) {
      assertThat(third.poll()).hasToString("[+I[3]]");
    }
  }

  @Test
  void joinsInputsWithTablesThatEnd() {
    session.execute("CREATE TABLE t (v BIGINT); INSERT INTO t VALUES (1)");
    InputTable numbers = session.input(InputSpec.of("numbers", NUMBERS));
    try (Changes both = session.changes("SELECT v FROM t UNION ALL SELECT v FROM numbers")) {
      assertThat(both.poll()).hasToString("[+I[1]]");
      numbers.add(2L);
      assertThat(both.poll()).hasToString("[+I[2]]");
    }
  }

  @Test
  void takesRowsBack() {
    InputTable numbers = session.input(InputSpec.of("numbers", NUMBERS).withRetractions());
    try (Changes sums = session.changes("SELECT SUM(v) AS s, COUNT(*) AS n FROM numbers")) {
      numbers.add(1L);
      numbers.add(2L);
      assertThat(sums.poll().getLast()).hasToString("+I[3, 2]");
      numbers.retract(1L);
      assertThat(sums.poll()).hasToString("[-D[3, 2], +I[2, 1]]");
    }
    InputTable plain = session.input(InputSpec.of("plain", NUMBERS));
    assertError(ErrorCode.INVALID_STATEMENT, () -> plain.retract(1L));
  }

  @Test
  void takesBatchesAndAppendedRows() {
    InputTable trades = session.input(InputSpec.of("trades", TRADES));
    InputTable numbers = session.input(InputSpec.of("numbers", NUMBERS));
    List<Change> changes = new ArrayList<>();
    try (Changes rows = session.changes("SELECT symbol, quantity FROM trades");
        Changes values = session.changes("SELECT v FROM numbers")) {
      try (RowAppender appender = trades.appender(100)) {
        appender.append("A").append(1).append(NOON).endRow();
        appender.append("B").appendNull().append(NOON).endRow();
        assertThat(rows.poll()).isEmpty();
        appender.append("C");
        assertThatIllegalStateException().isThrownBy(appender::endRow);
        assertError(ErrorCode.NUMERIC_OVERFLOW, () -> appender.append(3_000_000_000L));
        appender.append(3).append(NOON).endRow();
      }
      changes.addAll(rows.poll());
      numbers.add(Batch.of(2, List.of(new LongVector(new long[] {7, 8}, null))));
      changes.addAll(values.poll());
    }
    assertThat(changes).hasToString("[+I[A, 1], +I[B, NULL], +I[C, 3], +I[7], +I[8]]");
  }

  @Test
  void takesAndGivesNestedValues() {
    Schema schema =
        Schema.of(
            Field.of("list", new DataType.Array(DataType.INTEGER)),
            Field.of("map", new DataType.Map(DataType.STRING, DataType.DOUBLE)),
            Field.of(
                "entry",
                new DataType.Row(
                    List.of(Field.of("name", DataType.STRING), Field.of("day", DataType.DATE)))),
            Field.of("json", new DataType.Variant()));
    InputTable nested = session.input(InputSpec.of("nested", schema));
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", "a");
    entry.put("day", null);
    nested.add(Arrays.asList(1, null, 3), Map.of("x", 1.5), entry, "{\"a\": [1, true]}");
    try (Changes changes = session.changes("SELECT *, list[1] AS first FROM nested")) {
      Row row = changes.poll().getFirst().row();
      assertThat(row.getObject("list")).isEqualTo(Arrays.asList(1, null, 3));
      assertThat(row.getObject("map")).isEqualTo(Map.of("x", 1.5));
      assertThat(row.getObject("entry")).isEqualTo(entry);
      assertThat(row.getObject("json")).isEqualTo("{\"a\":[1,true]}");
      assertThat(row.getInt("first")).isEqualTo(1);
      assertThat(row.getString("list")).isEqualTo("[1, NULL, 3]");
    }
    assertError(ErrorCode.TYPE_MISMATCH, () -> nested.add(List.of("x"), Map.of(), entry, "1"));
    assertError(ErrorCode.INVALID_CAST, () -> nested.add(List.of(), Map.of(), entry, "{"));
    assertError(ErrorCode.TYPE_MISMATCH, () -> nested.add(List.of(), Map.of(), Map.of(), "1"));
  }

  @Test
  void refusesValuesThatDoNotFit() {
    InputTable trades = session.input(InputSpec.of("trades", TRADES));
    assertError(ErrorCode.TYPE_MISMATCH, () -> trades.add("A", 1));
    assertError(ErrorCode.TYPE_MISMATCH, () -> trades.add("A", "1", NOON));
    assertError(ErrorCode.TYPE_MISMATCH, () -> trades.add(null, 1, NOON));
    assertError(ErrorCode.NUMERIC_OVERFLOW, () -> trades.add("A", 3_000_000_000L, NOON));
    assertError(
        ErrorCode.TYPE_MISMATCH,
        () -> trades.add(Batch.of(1, List.of(new LongVector(new long[] {7}, null)))));
    trades.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> trades.add("A", 1, NOON))
        .withMessage("the input is closed");
  }

  private static void assertError(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).as(e.message()).isEqualTo(code));
  }
}
