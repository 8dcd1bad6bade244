package io.velostream.expression;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.DATE;
import static io.velostream.columnar.DataType.DOUBLE;
import static io.velostream.columnar.DataType.INTEGER;
import static io.velostream.columnar.DataType.REAL;
import static io.velostream.columnar.DataType.STRING;
import static io.velostream.columnar.DataType.TIMESTAMP_MILLIS;
import static io.velostream.columnar.DataType.TINYINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Interval;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.columnar.DataType.Varchar;
import io.velostream.columnar.Slice;
import io.velostream.expression.Expression.Cast;
import io.velostream.expression.Expression.Column;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.function.Casts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CastTest {
  private static final DataType INSTANT = new Timestamp(3, true);
  private static final DataType TIME = new DataType.Time(3);
  private static final DataType MICROS = new Interval(Interval.Family.DAY_TIME);
  private static final DataType MONTHS = new Interval(Interval.Family.YEAR_MONTH);

  @ParameterizedTest(name = "{0} {1} as {2} = {3}")
  @MethodSource({"fromText", "numbers", "toText", "times"})
  void castGives(DataType from, String text, DataType to, String result) {
    Literal value = from.equals(STRING) ? Check.text(text) : Check.literal(text, from);
    assertThat(Check.outcome(new Cast(value, to, false, Check.HERE))).isEqualTo(result);
    Column column = new Column(0, from, true);
    assertThat(Check.outcome(new Cast(column, to, false, Check.HERE), List.of(value)))
        .isEqualTo(result);
    String lenient = result.startsWith("!") ? "NULL" : result;
    assertThat(Check.outcome(new Cast(value, to, true, Check.HERE))).isEqualTo(lenient);
    assertThat(Check.outcome(new Cast(column, to, true, Check.HERE), List.of(value)))
        .isEqualTo(lenient);
  }

  static Stream<Arguments> fromText() {
    return Stream.of(
        of(STRING, " 42 ", INTEGER, "42"),
        of(STRING, "+42", INTEGER, "42"),
        of(STRING, "4 2", INTEGER, "!INVALID_CAST"),
        of(STRING, "", INTEGER, "!INVALID_CAST"),
        of(STRING, "-", INTEGER, "!INVALID_CAST"),
        of(STRING, "4.2", INTEGER, "!INVALID_CAST"),
        of(STRING, "128", TINYINT, "!NUMERIC_OVERFLOW"),
        of(STRING, "-128", TINYINT, "-128"),
        of(STRING, "-9223372036854775808", BIGINT, "-9223372036854775808"),
        of(STRING, "9223372036854775808", BIGINT, "!NUMERIC_OVERFLOW"),
        of(STRING, "-9223372036854775809", BIGINT, "!NUMERIC_OVERFLOW"),
        of(STRING, "99999999999999999999999", BIGINT, "!NUMERIC_OVERFLOW"),
        of(STRING, "1e3", DOUBLE, "1000.0"),
        of(STRING, ".5", DOUBLE, "0.5"),
        of(STRING, "5.", DOUBLE, "5.0"),
        of(STRING, "-inf", DOUBLE, "-Infinity"),
        of(STRING, "0x10", DOUBLE, "!INVALID_CAST"),
        of(STRING, "1d", DOUBLE, "!INVALID_CAST"),
        of(STRING, "1e", DOUBLE, "!INVALID_CAST"),
        of(STRING, "0.1", REAL, "0.1"),
        of(STRING, "1.005", new Decimal(5, 2), "1.01"),
        of(STRING, "-1.005", new Decimal(5, 2), "-1.01"),
        of(STRING, "999.995", new Decimal(5, 2), "!NUMERIC_OVERFLOW"),
        of(STRING, "1e400000", new Decimal(5, 2), "!NUMERIC_OVERFLOW"),
        of(STRING, "1e-400000", new Decimal(5, 2), "0.00"),
        of(STRING, "1e9999999999", new Decimal(5, 2), "!INVALID_CAST"),
        of(STRING, "12345678901234567890.5", new Decimal(38, 1), "12345678901234567890.5"),
        of(STRING, "TRUE", BOOLEAN, "true"),
        of(STRING, "no", BOOLEAN, "false"),
        of(STRING, "maybe", BOOLEAN, "!INVALID_CAST"),
        of(STRING, "2024-02-29", DATE, "2024-02-29"),
        of(STRING, "2024-2-9", DATE, "2024-02-09"),
        of(STRING, "2023-02-29", DATE, "!INVALID_CAST"),
        of(STRING, "24-02-29", DATE, "!INVALID_CAST"),
        of(STRING, "2024-01-15 12:00:00.1239", TIMESTAMP_MILLIS, "2024-01-15 12:00:00.123"),
        of(STRING, "2024-01-15T12:00Z", TIMESTAMP_MILLIS, "2024-01-15 12:00:00.000"),
        of(STRING, "2024-01-15T12:00:00+02:00", TIMESTAMP_MILLIS, "2024-01-15 10:00:00.000"),
        of(STRING, "2024-01-15", TIMESTAMP_MILLIS, "2024-01-15 00:00:00.000"),
        of(STRING, "2024-01-15 25:00", TIMESTAMP_MILLIS, "!INVALID_CAST"),
        of(STRING, "2024-01-15 12:00:00", INSTANT, "2024-01-15 12:00:00.000"),
        of(STRING, "2024-01-15 12:00:00Z", INSTANT, "2024-01-15 07:00:00.000"),
        of(STRING, "12:34:56.7899", TIME, "12:34:56.789"),
        of(STRING, "1 02:03:04.5", MICROS, "1 02:03:04.500000"),
        of(STRING, "-02:03", MICROS, "-0 02:03:00"),
        of(STRING, "2 days 3 hours", MICROS, "2 03:00:00"),
        of(STRING, "999999999 weeks", MICROS, "!NUMERIC_OVERFLOW"),
        of(STRING, "soon", MICROS, "!INVALID_CAST"),
        of(STRING, "-1-2", MONTHS, "-1-2"),
        of(STRING, "1 year 6 mons", MONTHS, "1-6"),
        of(STRING, "NULL", BIGINT, "!INVALID_CAST"));
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        of(DOUBLE, "2.5", INTEGER, "2"),
        of(DOUBLE, "3.5", INTEGER, "4"),
        of(DOUBLE, "2147483647.4", INTEGER, "2147483647"),
        of(DOUBLE, "2147483647.5", INTEGER, "!NUMERIC_OVERFLOW"),
        of(DOUBLE, "9.223372036854775807e18", BIGINT, "!NUMERIC_OVERFLOW"),
        of(DOUBLE, "NaN", BIGINT, "!NUMERIC_OVERFLOW"),
        of(DOUBLE, "0.1", REAL, "0.1"),
        of(DOUBLE, "1e300", REAL, "Infinity"),
        of(DOUBLE, "2.675", new Decimal(5, 2), "2.68"),
        of(REAL, "0.1", new Decimal(20, 10), "0.1000000000"),
        of(DOUBLE, "NaN", new Decimal(20, 10), "!NUMERIC_OVERFLOW"),
        of(new Decimal(5, 2), "2.50", INTEGER, "3"),
        of(new Decimal(5, 2), "-2.50", INTEGER, "-3"),
        of(new Decimal(38, 2), "99999999999999999999.99", BIGINT, "!NUMERIC_OVERFLOW"),
        of(new Decimal(38, 38), "0.5", BIGINT, "1"),
        of(new Decimal(5, 2), "127.50", TINYINT, "!NUMERIC_OVERFLOW"),
        of(new Decimal(5, 2), "999.99", new Decimal(4, 1), "!NUMERIC_OVERFLOW"),
        of(new Decimal(5, 2), "99.94", new Decimal(3, 1), "99.9"),
        of(new Decimal(38, 10), "-1.5", new Decimal(18, 0), "-2"),
        of(new Decimal(18, 4), "0.3000", DOUBLE, "0.3"),
        of(new Decimal(38, 20), "0.1", DOUBLE, "0.1"),
        of(INTEGER, "12", new Decimal(3, 2), "!NUMERIC_OVERFLOW"),
        of(BIGINT, "9223372036854775807", new Decimal(38, 4), "9223372036854775807.0000"),
        of(BIGINT, "-9223372036854775808", new Decimal(19, 0), "-9223372036854775808"),
        of(BIGINT, "9223372036854775807", new Decimal(19, 0), "9223372036854775807"),
        of(BIGINT, "9007199254740993", DOUBLE, "9007199254740992.0"),
        of(BIGINT, "16777217", REAL, "16777216.0"),
        of(BIGINT, "300", TINYINT, "!NUMERIC_OVERFLOW"),
        of(INTEGER, "2", BOOLEAN, "true"),
        of(BOOLEAN, "true", new Decimal(3, 2), "1.00"),
        of(BOOLEAN, "true", DOUBLE, "1.0"));
  }

  static Stream<Arguments> toText() {
    return Stream.of(
        of(DOUBLE, "100", STRING, "100.0"),
        of(DOUBLE, "-0.0", STRING, "-0.0"),
        of(REAL, "0.1", STRING, "0.1"),
        of(BOOLEAN, "t", STRING, "true"),
        of(new Decimal(10, 3), "-0.5", STRING, "-0.500"),
        of(new Decimal(38, 0), "-12345678901234567890", STRING, "-12345678901234567890"),
        of(BIGINT, "-5", STRING, "-5"),
        of(BIGINT, "12345", new Varchar(3), "123"),
        of(STRING, "a😀bc", new Varchar(2), "a😀"),
        of(STRING, "a", new DataType.Char(3), "a  "),
        of(STRING, "abcd", new DataType.Char(3), "abc"),
        of(new DataType.Char(3), "a", STRING, "a  "),
        of(DATE, "-0001-01-01", STRING, "-0001-01-01"),
        of(TIMESTAMP_MILLIS, "1969-12-31 23:59:59.999", STRING, "1969-12-31 23:59:59.999"),
        of(TIME, "01:02:03", STRING, "01:02:03.000"));
  }

  static Stream<Arguments> times() {
    return Stream.of(
        of(DATE, "2024-01-15", TIMESTAMP_MILLIS, "2024-01-15 00:00:00.000"),
        of(DATE, "2024-01-15", INSTANT, "2024-01-15 00:00:00.000"),
        of(TIMESTAMP_MILLIS, "1969-12-31 23:59:59.999", DATE, "1969-12-31"),
        of(TIMESTAMP_MILLIS, "1969-12-31 23:59:59.999", TIME, "23:59:59.999"),
        of(
            TIMESTAMP_MILLIS,
            "1969-12-31 23:59:59.999",
            new Timestamp(0, false),
            "1969-12-31 23:59:59"),
        of(TIMESTAMP_MILLIS, "2024-03-10 02:30:00", INSTANT, "2024-03-10 03:30:00.000"),
        of(INSTANT, "2024-01-15 02:00:00Z", DATE, "2024-01-14"),
        of(INSTANT, "2024-01-15 02:00:00Z", TIMESTAMP_MILLIS, "2024-01-14 21:00:00.000"));
  }

  @Test
  void everyTypeCastsToTextAndScalarsBack() {
    List<DataType> types = RandomExpressions.TYPES;
    for (DataType type : types) {
      boolean collection =
          type instanceof DataType.Array
              || type instanceof DataType.Map
              || type instanceof DataType.Row;
      assertThat(Casts.exists(type, STRING)).as(type.sql()).isTrue();
      assertThat(Casts.exists(STRING, type)).as(type.sql()).isEqualTo(!collection);
    }
  }

  @Test
  void errorNamesValueTypeAndPlace() {
    Cast cast = new Cast(new Literal(Slice.utf8("x1"), STRING), INTEGER, false, Check.HERE);
    assertThatThrownBy(() -> Check.value(cast, Evaluators.COMPILED))
        .hasMessageContaining("'x1'")
        .hasMessageContaining("INTEGER")
        .hasFieldOrPropertyWithValue("position", Check.HERE);
  }

  private static Arguments of(DataType from, String text, DataType to, String result) {
    return Arguments.of(from, text, to, result);
  }
}
