package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaFunctionTest {
  private final Session session = Session.open();

  @AfterEach
  void close() {
    session.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"compiled", "interpreted"})
  void computesInQueries(String mode) {
    session.set("expression.mode", mode);
    session.register(JavaFunction.of("twice", Long.class, Long.class, x -> 2 * x));
    session.register(
        JavaFunction.of("repeated", String.class, Integer.class, String.class, String::repeat));
    session.register(
        JavaFunction.of(
            "year_end", LocalDate.class, LocalDate.class, d -> d.withDayOfYear(d.lengthOfYear())));
    session.register(JavaFunction.of("half", Double.class, Double.class, x -> x / 2));
    session.register(JavaFunction.of("no_text", String.class, String.class, _ -> null));
    session.register(JavaFunction.of("answer", Integer.class, () -> 42));
    assertThat(
            row(
                "SELECT twice(v), repeated('ab', 3), year_end(DATE '2024-02-01'), half(v),"
                    + " no_text('x'), answer() FROM (VALUES (21)) AS t (v)"))
        .isEqualTo("[42, ababab, 2024-12-31, 10.5, NULL, 42]");
    assertThat(row("SELECT SUM(twice(v)) FROM (VALUES (1), (2)) AS t (v) WHERE twice(v) > 2"))
        .isEqualTo("[4]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compiled", "interpreted"})
  void isNotCalledForNull(String mode) {
    session.set("expression.mode", mode);
    session.register(
        JavaFunction.of(
            "never",
            Long.class,
            Long.class,
            _ -> {
              throw new AssertionError("called");
            }));
    assertThat(row("SELECT never(v), never(NULL) FROM (VALUES (CAST(NULL AS BIGINT))) AS t (v)"))
        .isEqualTo("[NULL, NULL]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compiled", "interpreted"})
  void tellsWhatItThrewAndWhere(String mode) {
    session.set("expression.mode", mode);
    session.register(
        JavaFunction.of(
            "fails",
            Long.class,
            Long.class,
            x -> {
              throw new IllegalArgumentException("not " + x);
            }));
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> row("SELECT fails(v) FROM (VALUES (1)) AS t (v)"))
        .satisfies(e -> {
          assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
          assertThat(e.position()).isEqualTo(new SourcePosition(1, 8, 1, 15));
          assertThat(e).hasCauseInstanceOf(IllegalArgumentException.class);
        })
        .withMessageContaining("the function fails failed")
        .withMessageContaining("not 1");
  }

  @org.junit.jupiter.api.Test
  void takesNamedTypes() {
    DataType price = new DataType.Decimal(10, 2);
    DataType wide = new DataType.Decimal(30, 2);
    session.register(
        new JavaFunction(
            "widen",
            List.of(price),
            wide,
            arguments -> ((BigDecimal) arguments[0]).add(BigDecimal.TEN.pow(20))));
    assertThat(row("SELECT widen(1.25)")).isEqualTo("[100000000000000000001.25]");
    session.register(new JavaFunction("too_fine", List.of(), price, _ -> new BigDecimal("0.001")));
    assertError(ErrorCode.NUMERIC_OVERFLOW, "SELECT too_fine()");
  }

  @org.junit.jupiter.api.Test
  void checksCalls() {
    session.register(JavaFunction.of("twice", Long.class, Long.class, x -> 2 * x));
    assertError(ErrorCode.TYPE_MISMATCH, "SELECT twice('x')");
    assertThatExceptionOfType(UserException.class).isThrownBy(() -> row("SELECT twice(1, 2)"));
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> row("SELECT twic(1)"))
        .satisfies(e -> assertThat(e.hint()).contains("twice"));
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(
            () -> session.register(JavaFunction.of("upper", String.class, String.class, s -> s)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.AMBIGUOUS_NAME));
    try (Rows rows = session.query("SHOW FUNCTIONS")) {
      boolean listed = false;
      while (rows.next()) {
        listed |= "TWICE".equals(rows.getString(0));
      }
      assertThat(listed).isTrue();
    }
  }

  private String row(String sql) {
    try (Rows rows = session.query(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.text();
    }
  }

  private void assertError(ErrorCode code, String sql) {
    assertThatExceptionOfType(UserException.class)
        .isThrownBy(() -> row(sql))
        .satisfies(e -> assertThat(e.code()).as(e.message()).isEqualTo(code));
  }
}
