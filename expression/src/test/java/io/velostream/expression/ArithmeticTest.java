package io.velostream.expression;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.DATE;
import static io.velostream.columnar.DataType.DOUBLE;
import static io.velostream.columnar.DataType.INTEGER;
import static io.velostream.columnar.DataType.REAL;
import static io.velostream.columnar.DataType.TIMESTAMP_MILLIS;
import static io.velostream.columnar.DataType.TINYINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Interval;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArithmeticTest {
  private static final DataType MONTHS = new Interval(Interval.Family.YEAR_MONTH);
  private static final DataType MICROS = new Interval(Interval.Family.DAY_TIME);
  private static final DataType TIME = new DataType.Time(3);

  @ParameterizedTest(name = "{2} {0} {4} = {6}")
  @MethodSource({"integers", "floats", "decimals", "times"})
  void operatorGives(
      String sign,
      DataType typeA,
      String a,
      DataType typeB,
      String b,
      DataType type,
      String result) {
    assertThat(Check.outcome(sign, type, Check.literal(a, typeA), Check.literal(b, typeB)))
        .isEqualTo(result);
  }

  static Stream<Arguments> integers() {
    return Stream.of(
        of("+", BIGINT, "2", BIGINT, "3", BIGINT, "5"),
        of("+", BIGINT, "9223372036854775807", BIGINT, "1", BIGINT, "!NUMERIC_OVERFLOW"),
        of("+", BIGINT, "NULL", BIGINT, "1", BIGINT, "NULL"),
        of("+", INTEGER, "2147483647", INTEGER, "1", INTEGER, "!NUMERIC_OVERFLOW"),
        of("+", INTEGER, "2147483647", INTEGER, "1", BIGINT, "2147483648"),
        of("+", TINYINT, "100", TINYINT, "27", TINYINT, "127"),
        of("+", TINYINT, "100", TINYINT, "28", TINYINT, "!NUMERIC_OVERFLOW"),
        of("-", BIGINT, "-9223372036854775808", BIGINT, "1", BIGINT, "!NUMERIC_OVERFLOW"),
        of("-", TINYINT, "-100", INTEGER, "28", INTEGER, "-128"),
        of("*", BIGINT, "3037000500", BIGINT, "3037000500", BIGINT, "!NUMERIC_OVERFLOW"),
        of("*", BIGINT, "-9223372036854775808", BIGINT, "-1", BIGINT, "!NUMERIC_OVERFLOW"),
        of("*", BIGINT, "3037000499", BIGINT, "-3037000499", BIGINT, "-9223372030926249001"),
        of("/", BIGINT, "7", BIGINT, "2", BIGINT, "3"),
        of("/", BIGINT, "-7", BIGINT, "2", BIGINT, "-3"),
        of("/", BIGINT, "7", BIGINT, "0", BIGINT, "!DIVISION_BY_ZERO"),
        of("/", BIGINT, "-9223372036854775808", BIGINT, "-1", BIGINT, "!NUMERIC_OVERFLOW"),
        of("/", INTEGER, "NULL", INTEGER, "0", INTEGER, "NULL"),
        of("%", BIGINT, "-7", BIGINT, "2", BIGINT, "-1"),
        of("MOD", BIGINT, "-9223372036854775808", BIGINT, "-1", BIGINT, "0"),
        of("MOD", BIGINT, "7", INTEGER, "4", INTEGER, "3"),
        of("MOD", INTEGER, "7", INTEGER, "0", INTEGER, "!DIVISION_BY_ZERO"));
  }

  static Stream<Arguments> floats() {
    return Stream.of(
        of("+", DOUBLE, "0.1", DOUBLE, "0.2", DOUBLE, "0.30000000000000004"),
        of("+", REAL, "0.1", REAL, "0.2", REAL, "0.3"),
        of("*", REAL, "16777217", INTEGER, "1", REAL, "16777216.0"),
        of("*", BIGINT, "3", DOUBLE, "0.5", DOUBLE, "1.5"),
        of("/", DOUBLE, "1", DOUBLE, "0", DOUBLE, "!DIVISION_BY_ZERO"),
        of("/", DOUBLE, "0", DOUBLE, "-0.0", DOUBLE, "!DIVISION_BY_ZERO"),
        of("/", DOUBLE, "1", INTEGER, "4", DOUBLE, "0.25"),
        of("%", DOUBLE, "-5.5", DOUBLE, "2", DOUBLE, "-1.5"),
        of("+", DOUBLE, "NaN", DOUBLE, "2", DOUBLE, "NaN"),
        of("*", DOUBLE, "1e308", DOUBLE, "10", DOUBLE, "Infinity"));
  }

  static Stream<Arguments> decimals() {
    return Stream.of(
        of("+", dec(10, 2), "1.25", dec(10, 3), "2.125", dec(12, 3), "3.375"),
        of(
            "+",
            dec(18, 2),
            "9999999999999999.99",
            dec(18, 2),
            "0.01",
            dec(19, 2),
            "10000000000000000.00"),
        of(
            "+",
            dec(18, 2),
            "9999999999999999.99",
            dec(18, 2),
            "0.01",
            dec(18, 2),
            "!NUMERIC_OVERFLOW"),
        of(
            "+",
            dec(38, 0),
            "99999999999999999999999999999999999999",
            dec(38, 0),
            "1",
            dec(38, 0),
            "!NUMERIC_OVERFLOW"),
        of(
            "+",
            BIGINT,
            "9223372036854775807",
            dec(3, 2),
            "0.01",
            dec(22, 2),
            "9223372036854775807.01"),
        of(
            "-",
            dec(5, 2),
            "1.00",
            BIGINT,
            "-9223372036854775808",
            dec(22, 2),
            "9223372036854775809.00"),
        of("*", dec(18, 4), "100.0001", BIGINT, "-7", dec(37, 4), "-700.0007"),
        of(
            "*",
            dec(18, 0),
            "999999999999999999",
            BIGINT,
            "-9223372036854775808",
            dec(38, 0),
            "-9223372036854775798776627963145224192"),
        of("*", dec(4, 2), "12.34", dec(4, 2), "-10.00", dec(8, 4), "-123.4000"),
        of("*", dec(4, 2), "99.99", dec(4, 2), "99.99", dec(5, 1), "9998.0"),
        of("*", dec(4, 2), "99.99", dec(4, 2), "99.99", dec(4, 1), "!NUMERIC_OVERFLOW"),
        of("*", dec(38, 20), "1.5", dec(38, 20), "-2.5", dec(38, 6), "-3.750000"),
        of("/", dec(10, 2), "1.00", dec(10, 2), "3.00", dec(20, 10), "0.3333333333"),
        of("/", dec(10, 2), "2.00", dec(10, 2), "3.00", dec(9, 4), "0.6667"),
        of("/", dec(10, 2), "-0.01", dec(10, 2), "2.00", dec(9, 2), "-0.01"),
        of("/", dec(10, 2), "1.00", dec(10, 2), "0.00", dec(9, 2), "!DIVISION_BY_ZERO"),
        of("/", INTEGER, "1", dec(10, 1), "8.0", dec(9, 3), "0.125"),
        of("/", dec(38, 10), "1", dec(38, 10), "7", dec(38, 10), "0.1428571429"),
        of("%", dec(10, 2), "-7.25", INTEGER, "2", dec(10, 2), "-1.25"),
        of("MOD", dec(10, 2), "7.25", INTEGER, "2", INTEGER, "1"),
        of("%", dec(10, 2), "1.00", dec(10, 2), "0.00", dec(10, 2), "!DIVISION_BY_ZERO"),
        of("+", dec(10, 2), "0.10", DOUBLE, "0.2", DOUBLE, "0.30000000000000004"));
  }

  static Stream<Arguments> times() {
    return Stream.of(
        of(
            "+",
            TIMESTAMP_MILLIS,
            "2024-01-31 10:00:00",
            MONTHS,
            "0-1",
            TIMESTAMP_MILLIS,
            "2024-02-29 10:00:00.000"),
        of(
            "-",
            TIMESTAMP_MILLIS,
            "2024-03-31 10:00:00",
            MONTHS,
            "1-1",
            TIMESTAMP_MILLIS,
            "2023-02-28 10:00:00.000"),
        of(
            "+",
            MICROS,
            "1 00:00:00.5",
            TIMESTAMP_MILLIS,
            "2023-12-31 23:59:59.6",
            TIMESTAMP_MILLIS,
            "2024-01-02 00:00:00.100"),
        of(
            "-",
            TIMESTAMP_MILLIS,
            "1970-01-01 00:00:00",
            MICROS,
            "0 00:00:00.0001",
            TIMESTAMP_MILLIS,
            "1969-12-31 23:59:59.999"),
        of("+", DATE, "2024-02-29", MONTHS, "1-0", DATE, "2025-02-28"),
        of("+", DATE, "2024-02-29", MICROS, "1 12:00:00", DATE, "2024-03-01"),
        of("-", DATE, "2024-02-29", MICROS, "0 12:00:00", DATE, "2024-02-28"),
        of(
            "+",
            DATE,
            "2024-02-29",
            MICROS,
            "0 12:00:00",
            new DataType.Timestamp(0, false),
            "2024-02-29 12:00:00"),
        of("-", DATE, "2024-03-01", INTEGER, "1", DATE, "2024-02-29"),
        of("-", DATE, "2024-03-01", DATE, "2024-02-28", BIGINT, "2"),
        of("-", DATE, "2024-03-01", DATE, "2024-02-28", MICROS, "2 00:00:00"),
        of("-", TIMESTAMP_MILLIS, "2024-03-01 12:00:00", DATE, "2024-03-02", MICROS, "-0 12:00:00"),
        of("-", DATE, "2024-03-31", DATE, "2024-02-29", MONTHS, "0-1"),
        of("-", DATE, "2024-02-29", DATE, "2024-03-31", MONTHS, "-0-1"),
        of("+", TIME, "23:00:00", MICROS, "0 02:00:00", TIME, "01:00:00.000"),
        of("-", TIME, "01:00:00", MICROS, "1 02:00:00", TIME, "23:00:00.000"),
        of("+", MICROS, "1 00:00:00", MICROS, "0 00:00:01", MICROS, "1 00:00:01"),
        of("-", MONTHS, "1-0", MONTHS, "0-1", MONTHS, "0-11"),
        of("*", MICROS, "0 00:00:01", INTEGER, "-90", MICROS, "-0 00:01:30"),
        of("*", DOUBLE, "1.5", MICROS, "0 00:00:01", MICROS, "0 00:00:01.500000"),
        of("*", dec(3, 1), "1.5", MICROS, "0 00:00:01", MICROS, "0 00:00:01.500000"),
        of("/", MICROS, "1 00:00:00", INTEGER, "7", MICROS, "0 03:25:42.857143"),
        of("/", MONTHS, "1-0", INTEGER, "0", MONTHS, "!DIVISION_BY_ZERO"),
        of(
            "+",
            new DataType.Timestamp(0, true),
            "2024-02-10 02:30:00-05:00",
            MONTHS,
            "0-1",
            new DataType.Timestamp(0, true),
            "2024-03-10 03:30:00"));
  }

  private static Decimal dec(int precision, int scale) {
    return new Decimal(precision, scale);
  }

  private static Arguments of(Object... values) {
    return Arguments.of(values);
  }
}
