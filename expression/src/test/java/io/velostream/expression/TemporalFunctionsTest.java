package io.velostream.expression;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.DATE;
import static io.velostream.columnar.DataType.STRING;
import static io.velostream.columnar.DataType.TIMESTAMP_MILLIS;
import static io.velostream.expression.FunctionCases.bigint;
import static io.velostream.expression.FunctionCases.row;
import static io.velostream.expression.FunctionCases.text;
import static io.velostream.expression.FunctionCases.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Interval;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.FieldKernels;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemporalFunctionsTest {
  private static final DataType LOCAL = new Timestamp(3, true);
  private static final DataType TIME = new DataType.Time(3);
  private static final DataType MICROS = new Interval(Interval.Family.DAY_TIME);
  private static final DataType MONTHS = new Interval(Interval.Family.YEAR_MONTH);

  @ParameterizedTest(name = "{0}{3} = {2}")
  @MethodSource({"fields", "units", "texts", "clock"})
  void functionGives(String name, DataType type, String result, List<Literal> arguments) {
    assertThat(Check.outcome(name, type, arguments.toArray(Literal[]::new))).isEqualTo(result);
  }

  static Stream<Arguments> fields() {
    Literal time = value(TIMESTAMP_MILLIS, "2024-12-31 23:45:06.789");
    Literal old = value(TIMESTAMP_MILLIS, "0099-03-01 00:00:00");
    return Stream.of(
        row("EXTRACT", BIGINT, "2024", text("YEAR"), time),
        row("EXTRACT", BIGINT, "4", text("QUARTER"), time),
        row("EXTRACT", BIGINT, "12", text("MONTH"), time),
        row("EXTRACT", BIGINT, "1", text("WEEK"), time),
        row("EXTRACT", BIGINT, "2025", text("ISOYEAR"), time),
        row("EXTRACT", BIGINT, "31", text("DAY"), time),
        row("EXTRACT", BIGINT, "2", text("DOW"), time),
        row("EXTRACT", BIGINT, "2", text("ISODOW"), time),
        row("EXTRACT", BIGINT, "366", text("DOY"), time),
        row("EXTRACT", BIGINT, "23", text("HOUR"), time),
        row("EXTRACT", BIGINT, "45", text("MINUTE"), time),
        row("EXTRACT", BIGINT, "6", text("SECOND"), time),
        row("EXTRACT", BIGINT, "6789", text("MILLISECOND"), time),
        row("EXTRACT", BIGINT, "6789000", text("MICROSECOND"), time),
        row("EXTRACT", BIGINT, "1735688706", text("EPOCH"), time),
        row("EXTRACT", BIGINT, "21", text("CENTURY"), time),
        row("EXTRACT", BIGINT, "202", text("DECADE"), time),
        row("EXTRACT", BIGINT, "1", text("CENTURY"), old),
        row("EXTRACT", BIGINT, "18", text("HOUR"), value(LOCAL, "2024-12-31T23:45:06Z")),
        row("EXTRACT", BIGINT, "1735688706", text("EPOCH"), value(LOCAL, "2024-12-31T23:45:06Z")),
        row("EXTRACT", BIGINT, "12", text("HOUR"), value(TIME, "12:34:56")),
        row("EXTRACT", BIGINT, "3", text("DAY"), value(MICROS, "3 04:05:06")),
        row("EXTRACT", BIGINT, "-4", text("HOUR"), value(MICROS, "-3 04:05:06")),
        row("EXTRACT", BIGINT, "5", text("MONTH"), value(MONTHS, "2-5")),
        row("YEAR", BIGINT, "2024", value(DATE, "2024-02-29")),
        row("DAYOFWEEK", BIGINT, "1", value(DATE, "2024-03-03")),
        row("DAYOFYEAR", BIGINT, "60", value(DATE, "2024-02-29")),
        row("DAYOFMONTH", BIGINT, "29", value(DATE, "2024-02-29")),
        row("WEEK", BIGINT, "53", value(DATE, "2021-01-03")));
  }

  static Stream<Arguments> units() {
    Literal time = value(TIMESTAMP_MILLIS, "2024-05-15 23:45:06.789");
    Literal early = value(TIMESTAMP_MILLIS, "1969-12-31 23:59:59.999");
    return Stream.of(
        row("FLOOR", TIMESTAMP_MILLIS, "2024-05-15 23:00:00.000", time, text("HOUR")),
        row("CEIL", TIMESTAMP_MILLIS, "2024-05-16 00:00:00.000", time, text("HOUR")),
        row("FLOOR", TIMESTAMP_MILLIS, "1969-12-31 23:59:00.000", early, text("MINUTE")),
        row("DATE_TRUNC", TIMESTAMP_MILLIS, "2024-05-13 00:00:00.000", text("week"), time),
        row("DATE_TRUNC", TIMESTAMP_MILLIS, "1969-12-29 00:00:00.000", text("WEEK"), early),
        row("DATE_TRUNC", TIMESTAMP_MILLIS, "2024-04-01 00:00:00.000", text("QUARTER"), time),
        row("DATE_TRUNC", TIMESTAMP_MILLIS, "2001-01-01 00:00:00.000", text("CENTURY"), time),
        row("DATE_TRUNC", TIMESTAMP_MILLIS, "2020-01-01 00:00:00.000", text("DECADE"), time),
        row(
            "DATE_TRUNC",
            TIMESTAMP_MILLIS,
            "1901-01-01 00:00:00.000",
            text("CENTURY"),
            value(TIMESTAMP_MILLIS, "2000-06-01 00:00:00")),
        row("CEIL", TIMESTAMP_MILLIS, "2025-01-01 00:00:00.000", time, text("YEAR")),
        row("FLOOR", DATE, "2024-05-01", value(DATE, "2024-05-15"), text("MONTH")),
        row(
            "DATE_TRUNC",
            LOCAL,
            "2024-05-14 00:00:00.000",
            text("DAY"),
            value(LOCAL, "2024-05-15T02:00:00Z")),
        row(
            "DATE_TRUNC",
            LOCAL,
            "2024-05-14 22:00:00.000",
            text("HOUR"),
            value(LOCAL, "2024-05-15T02:30:00Z")),
        row(
            "TIMESTAMPADD",
            TIMESTAMP_MILLIS,
            "2024-02-29 10:00:00.000",
            text("MONTH"),
            bigint(-3),
            value(TIMESTAMP_MILLIS, "2024-05-31 10:00:00")),
        row(
            "TIMESTAMPADD",
            TIMESTAMP_MILLIS,
            "2024-05-31 12:00:00.000",
            text("HOUR"),
            bigint(2),
            value(TIMESTAMP_MILLIS, "2024-05-31 10:00:00")),
        row("TIMESTAMPADD", DATE, "2024-06-07", text("WEEK"), bigint(1), value(DATE, "2024-05-31")),
        row(
            "TIMESTAMPDIFF",
            BIGINT,
            "1",
            text("MONTH"),
            value(DATE, "2024-01-31"),
            value(DATE, "2024-03-30")),
        row(
            "TIMESTAMPDIFF",
            BIGINT,
            "-1",
            text("DAY"),
            time,
            value(TIMESTAMP_MILLIS, "2024-05-14 23:45:06")),
        row(
            "TIMESTAMPDIFF",
            BIGINT,
            "0",
            text("DAY"),
            time,
            value(TIMESTAMP_MILLIS, "2024-05-14 23:45:07")),
        row(
            "TIMESTAMPDIFF",
            BIGINT,
            "3600",
            text("SECOND"),
            value(TIME, "01:00:00"),
            value(TIME, "02:00:00")),
        row("DATEDIFF", BIGINT, "2", value(DATE, "2024-03-01"), value(DATE, "2024-02-28")),
        row("DATE_ADD", DATE, "2024-03-01", value(DATE, "2024-02-28"), bigint(2)),
        row("DATE_SUB", DATE, "2024-01-29", value(DATE, "2024-02-29"), value(MONTHS, "0-1")),
        row("LAST_DAY", DATE, "2024-02-29", value(DATE, "2024-02-01")));
  }

  static Stream<Arguments> texts() {
    Literal time = value(TIMESTAMP_MILLIS, "2024-05-15 23:45:06.789");
    return Stream.of(
        row("DATE_FORMAT", STRING, "15/05/2024 23h", time, text("dd/MM/yyyy HH'h'")),
        row("DATE_FORMAT", STRING, "2024", value(DATE, "2024-05-15"), text("yyyy")),
        row(
            "DATE_FORMAT",
            STRING,
            "19:45 -0400",
            value(LOCAL, "2024-05-15T23:45:00Z"),
            text("HH:mm Z")),
        row(
            "TO_TIMESTAMP",
            TIMESTAMP_MILLIS,
            "2024-05-15 12:00:00.000",
            text("2024-05-15 12:00:00")),
        row(
            "TO_TIMESTAMP",
            TIMESTAMP_MILLIS,
            "2024-05-15 00:00:00.000",
            text("15.05.2024"),
            text("dd.MM.yyyy")),
        row(
            "TO_TIMESTAMP",
            TIMESTAMP_MILLIS,
            "!INVALID_CAST",
            text("15.15.2024"),
            text("dd.MM.yyyy")),
        row("TO_DATE", DATE, "2024-05-15", text("2024-05-15")),
        row("TO_TIMESTAMP_LTZ", LOCAL, "1969-12-31 19:00:01.500", bigint(1500), bigint(3)),
        row("TO_TIMESTAMP_LTZ", LOCAL, "!INVALID_ARGUMENT", bigint(1500), bigint(4)),
        row("TO_TIMESTAMP_LTZ", LOCAL, "!NUMERIC_OVERFLOW", bigint(Long.MAX_VALUE), bigint(0)),
        row("FROM_UNIXTIME", STRING, "1969-12-31 19:00:00", bigint(0)),
        row("UNIX_TIMESTAMP", BIGINT, "18000", text("1970-01-01 00:00:00")));
  }

  static Stream<Arguments> clock() {
    return Stream.of(
        row("CURRENT_TIMESTAMP", LOCAL, "2024-01-15 07:00:00.123"),
        row("NOW", new Timestamp(6, true), "2024-01-15 07:00:00.123456"),
        row("LOCALTIMESTAMP", TIMESTAMP_MILLIS, "2024-01-15 07:00:00.123"),
        row("CURRENT_DATE", DATE, "2024-01-15"),
        row("CURRENT_TIME", new DataType.Time(0), "07:00:00"),
        row("UNIX_TIMESTAMP", BIGINT, "1705320000"));
  }

  @Test
  void fieldsOfEveryDayAgreeWithTheJdk() {
    for (LocalDate day = LocalDate.of(1895, 1, 1); day.getYear() < 2105; day = day.plusDays(1)) {
      long micros = Math.multiplyExact(day.toEpochDay(), 86_400_000_000L);
      assertThat(FieldKernels.year(micros)).isEqualTo(day.getYear());
      assertThat(FieldKernels.month(micros)).isEqualTo(day.getMonthValue());
      assertThat(FieldKernels.day(micros)).isEqualTo(day.getDayOfMonth());
      assertThat(FieldKernels.dayOfYear(micros)).isEqualTo(day.getDayOfYear());
      assertThat(FieldKernels.isoDayOfWeek(micros)).isEqualTo(day.getDayOfWeek().getValue());
      assertThat(FieldKernels.dayOfWeek(micros))
          .isEqualTo(day.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : day.getDayOfWeek().getValue());
      assertThat(FieldKernels.week(micros)).isEqualTo(day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
  }
}
