package io.velostream.expression;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.DATE;
import static io.velostream.columnar.DataType.INTEGER;
import static io.velostream.columnar.DataType.STRING;
import static io.velostream.columnar.DataType.TIMESTAMP_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Interval;
import io.velostream.columnar.DataType.Time;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression.Call;
import io.velostream.expression.Expression.Column;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.function.FunctionCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The session's zone is America/New_York, see [Check].
class TemporalEdgeCasesTest {
  private static final DataType MONTHS = new Interval(Interval.Family.YEAR_MONTH);
  private static final DataType MICROS = new Interval(Interval.Family.DAY_TIME);
  private static final DataType TIME = new Time(3);
  private static final Timestamp LOCAL = new Timestamp(6, false);
  private static final Timestamp INSTANT = new Timestamp(6, true);
  private static final Timestamp SECONDS = new Timestamp(0, true);

  /// Units and formats stay constants, as they are in SQL.
  @ParameterizedTest(name = "{0}{3} = {2}")
  @MethodSource({"parts", "starts", "ends", "moves", "differences", "formats", "parses", "epochs"})
  void functionGives(String name, DataType type, String result, List<Object> arguments) {
    Literal[] literals = MathEdgeCasesTest.literals(arguments);
    assertThat(Check.outcome(Check.call(name, type, literals))).isEqualTo(result);
    assertThat(overColumns(name, type, literals)).isEqualTo(result);
  }

  /// With everything in columns but text, and text where it is the first argument and no unit.
  private static String overColumns(String name, DataType type, Literal[] literals) {
    if (literals.length == 0) {
      return Check.outcome(name, type);
    }
    List<Expression> operands = new ArrayList<>();
    List<Literal> values = new ArrayList<>();
    for (int i = 0; i < literals.length; i++) {
      boolean unit =
          literals.length > 1 && i == 0 && !name.startsWith("TO_") && !name.startsWith("UNIX");
      boolean constant =
          literals[i].type().equals(STRING) ? unit || i > 0 : name.endsWith("LTZ") && i > 0;
      if (constant) {
        operands.add(literals[i]);
      } else {
        operands.add(new Column(values.size(), literals[i].type(), true));
        values.add(literals[i]);
      }
    }
    return Check.outcome(Check.call(name, type, operands.toArray(Expression[]::new)), values);
  }

  static Stream<Arguments> parts() {
    List<Arguments> all = new ArrayList<>();
    parts(
        all, DATE, "2024-02-29", "YEAR 2024 QUARTER 1 MONTH 2 WEEK 9 DAY 29 DOW 4 ISODOW 4 DOY 60");
    parts(
        all,
        DATE,
        "2000-12-31",
        "CENTURY 20 DECADE 200 MILLENNIUM 2 ISOYEAR 2000 WEEK 52 DOW 0 ISODOW 7 DOY 366");
    parts(
        all,
        DATE,
        "2001-01-01",
        "CENTURY 21 DECADE 200 MILLENNIUM 3 ISOYEAR 2001 WEEK 1 DOY 1 QUARTER 1");
    parts(all, DATE, "2021-01-03", "ISOYEAR 2020 WEEK 53 DOW 0 ISODOW 7");
    parts(all, DATE, "2018-12-31", "ISOYEAR 2019 WEEK 1 ISODOW 1 DOY 365 QUARTER 4");
    parts(all, DATE, "0000-12-31", "YEAR 0 CENTURY -1 DECADE 0 MILLENNIUM -1");
    parts(all, DATE, "-0100-01-01", "YEAR -100 CENTURY -2 DECADE -10 MONTH 1 DAY 1");
    parts(all, DATE, "0001-01-01", "YEAR 1 CENTURY 1 MILLENNIUM 1 DECADE 0");
    parts(all, DATE, "1969-12-31", "EPOCH -86400 HOUR 0 SECOND 0 WEEK 1 ISOYEAR 1970 DOY 365");
    parts(
        all,
        LOCAL,
        "1969-12-31 23:59:58.999999",
        "YEAR 1969 DAY 31 HOUR 23 MINUTE 59 SECOND 58 MILLISECOND 58999 MICROSECOND 58999999"
            + " NANOSECOND 58999999000 EPOCH -2");
    parts(
        all,
        TIMESTAMP_MILLIS,
        "2024-02-29 13:45:59.123",
        "HOUR 13 MINUTE 45 SECOND 59 EPOCH 1709214359 MILLISECOND 59123");
    parts(
        all,
        INSTANT,
        "2024-03-01 03:30:00+00:00",
        "YEAR 2024 MONTH 2 DAY 29 HOUR 22 EPOCH 1709263800");
    parts(all, TIME, "13:45:59.123", "HOUR 13 MINUTE 45 SECOND 59 MILLISECOND 59123 EPOCH 49559");
    parts(all, MONTHS, "2-5", "YEAR 2 MONTH 5 QUARTER 2 DECADE 0 EPOCH 76075200");
    parts(all, MONTHS, "-2-5", "YEAR -2 MONTH -5");
    parts(
        all,
        MICROS,
        "3 04:05:06.789",
        "DAY 3 HOUR 4 MINUTE 5 SECOND 6 MILLISECOND 6789 EPOCH 273906");
    parts(all, MICROS, "-3 04:05:06.789", "DAY -3 HOUR -4 MINUTE -5 SECOND -6");
    parts(all, LOCAL, "NULL", "YEAR NULL WEEK NULL HOUR NULL EPOCH NULL");
    all.add(of("YEAR", BIGINT, "2024", DATE, "2024-02-29"));
    all.add(of("DAYOFWEEK", BIGINT, "3", DATE, "1994-09-27"));
    all.add(of("DAYOFYEAR", INTEGER, "270", DATE, "1994-09-27"));
    all.add(of("HOUR", BIGINT, "13", TIME, "13:45:59"));
    all.add(of("DATE_PART", BIGINT, "13", STRING, "hours", TIME, "13:45:59"));
    return all.stream();
  }

  private static void parts(List<Arguments> all, DataType type, String time, String parts) {
    String[] words = parts.split(" ");
    for (int i = 0; i < words.length; i += 2) {
      all.add(of("EXTRACT", BIGINT, words[i + 1], STRING, words[i], type, time));
    }
  }

  static Stream<Arguments> starts() {
    return Stream.of(
        floor(DATE, "MONTH", "2024-02-29", "2024-02-01"),
        floor(DATE, "QUARTER", "1969-12-31", "1969-10-01"),
        floor(DATE, "YEAR", "-0004-02-29", "-0004-01-01"),
        floor(DATE, "DECADE", "1969-12-31", "1960-01-01"),
        floor(DATE, "CENTURY", "2000-12-31", "1901-01-01"),
        floor(DATE, "CENTURY", "2001-01-01", "2001-01-01"),
        floor(DATE, "MILLENNIUM", "2000-12-31", "1001-01-01"),
        floor(DATE, "WEEK", "2024-03-03", "2024-02-26"),
        floor(DATE, "WEEK", "2024-03-04", "2024-03-04"),
        floor(DATE, "WEEK", "1970-01-01", "1969-12-29"),
        floor(DATE, "HOUR", "2021-01-03", "2021-01-03"),
        floor(TIMESTAMP_MILLIS, "MINUTE", "2024-02-29 13:45:59.123", "2024-02-29 13:45:00.000"),
        floor(TIMESTAMP_MILLIS, "DAY", "1969-12-31 23:59:59.999", "1969-12-31 00:00:00.000"),
        floor(TIMESTAMP_MILLIS, "HOUR", "1969-12-31 23:59:59.999", "1969-12-31 23:00:00.000"),
        floor(TIMESTAMP_MILLIS, "MONTH", "1969-12-31 23:59:59.999", "1969-12-01 00:00:00.000"),
        floor(
            TIMESTAMP_MILLIS, "MILLISECOND", "1969-12-31 23:59:59.999", "1969-12-31 23:59:59.999"),
        floor(LOCAL, "MILLISECOND", "1969-12-31 23:59:59.999999", "1969-12-31 23:59:59.999000"),
        floor(LOCAL, "YEAR", "NULL", "NULL"),
        floor(INSTANT, "DAY", "2024-03-01 03:30:00+00:00", "2024-02-29 00:00:00.000000"),
        floor(INSTANT, "DAY", "2024-03-10 12:00:00", "2024-03-10 00:00:00.000000"),
        floor(TIME, "HOUR", "13:45:59", "13:00:00.000"),
        of(
            "DATE_TRUNC",
            TIMESTAMP_MILLIS,
            "2024-02-29 13:00:00.000",
            STRING,
            "hour",
            TIMESTAMP_MILLIS,
            "2024-02-29 13:45:59.123"),
        of("DATE_TRUNC", DATE, "2024-02-26", STRING, "week", DATE, "2024-02-29"),
        // The second half past one of the night in which the clock goes back.
        of("UNIX_TIMESTAMP", BIGINT, "1730615400", SECONDS, "2024-11-03 06:30:00+00:00"),
        of(
            "DATE_TRUNC",
            INSTANT,
            "2024-11-03 01:00:00.000000",
            STRING,
            "hour",
            INSTANT,
            "2024-11-03 06:30:00+00:00"));
  }

  @Test
  void floorOfAnInstantStaysOnItsSideOfAClockChange() {
    Literal time = Check.literal("2024-11-03 06:30:00+00:00", INSTANT);
    Expression floor = Check.call("FLOOR", INSTANT, new Literal(Slice.utf8("HOUR"), STRING), time);
    Expression ceiling = Check.call("CEIL", INSTANT, new Literal(Slice.utf8("HOUR"), STRING), time);
    assertThat(Check.outcome(Check.call("UNIX_TIMESTAMP", BIGINT, floor))).isEqualTo("1730613600");
    assertThat(Check.outcome(Check.call("UNIX_TIMESTAMP", BIGINT, ceiling)))
        .isEqualTo("1730617200");
  }

  private static Arguments floor(DataType type, String unit, String time, String result) {
    return of("FLOOR", type, result, STRING, unit, type, time);
  }

  static Stream<Arguments> ends() {
    return Stream.of(
        ceil(DATE, "MONTH", "2024-02-29", "2024-03-01"),
        ceil(DATE, "MONTH", "2024-02-01", "2024-02-01"),
        ceil(DATE, "YEAR", "1969-01-02", "1970-01-01"),
        ceil(DATE, "WEEK", "2024-02-27", "2024-03-04"),
        ceil(DATE, "WEEK", "2024-02-26", "2024-02-26"),
        ceil(DATE, "CENTURY", "2000-01-01", "2001-01-01"),
        ceil(TIMESTAMP_MILLIS, "HOUR", "1969-12-31 23:59:59.999", "1970-01-01 00:00:00.000"),
        ceil(TIMESTAMP_MILLIS, "HOUR", "1969-12-31 23:00:00.000", "1969-12-31 23:00:00.000"),
        ceil(TIMESTAMP_MILLIS, "DAY", "2024-02-28 00:00:00.001", "2024-02-29 00:00:00.000"),
        ceil(TIMESTAMP_MILLIS, "MONTH", "2024-02-01 00:00:00.001", "2024-03-01 00:00:00.000"),
        ceil(TIMESTAMP_MILLIS, "MONTH", "2024-02-01 00:00:00.000", "2024-02-01 00:00:00.000"),
        ceil(TIME, "HOUR", "23:00:01", "00:00:00.000"),
        ceil(TIME, "HOUR", "22:00:00", "22:00:00.000"));
  }

  private static Arguments ceil(DataType type, String unit, String time, String result) {
    return of("CEIL", type, result, STRING, unit, type, time);
  }

  static Stream<Arguments> moves() {
    return Stream.of(
        of(
            "TIMESTAMPADD",
            TIMESTAMP_MILLIS,
            "2024-02-29 08:00:00.000",
            STRING,
            "MONTH",
            INTEGER,
            "1",
            TIMESTAMP_MILLIS,
            "2024-01-31 08:00:00"),
        of(
            "TIMESTAMPADD",
            TIMESTAMP_MILLIS,
            "1969-12-31 23:59:59.999",
            STRING,
            "MILLISECOND",
            BIGINT,
            "-1",
            TIMESTAMP_MILLIS,
            "1970-01-01 00:00:00"),
        of("TIMESTAMPADD", DATE, "2024-02-29", STRING, "DAY", INTEGER, "-1", DATE, "2024-03-01"),
        of("TIMESTAMPADD", DATE, "2024-03-14", STRING, "WEEK", INTEGER, "2", DATE, "2024-02-29"),
        of("TIMESTAMPADD", DATE, "2025-02-28", STRING, "QUARTER", INTEGER, "4", DATE, "2024-02-29"),
        of(
            "TIMESTAMPADD",
            new Timestamp(0, false),
            "2024-02-29 05:00:00",
            STRING,
            "HOUR",
            INTEGER,
            "5",
            DATE,
            "2024-02-29"),
        of("TIMESTAMPADD", DATE, "NULL", STRING, "DAY", INTEGER, "NULL", DATE, "2024-03-01"),
        of(
            "TIMESTAMPADD",
            LOCAL,
            "!NUMERIC_OVERFLOW",
            STRING,
            "DAY",
            BIGINT,
            "9223372036854775807",
            LOCAL,
            "2024-03-01 00:00:00"),
        of("DATE_ADD", DATE, "2024-02-29", DATE, "2024-02-27", INTEGER, "2"),
        of("DATE_SUB", DATE, "2024-02-27", DATE, "2024-02-29", INTEGER, "2"),
        of(
            "DATE_SUB",
            TIMESTAMP_MILLIS,
            "2024-02-27 01:00:00.000",
            TIMESTAMP_MILLIS,
            "2024-02-29 01:00:00",
            INTEGER,
            "2"),
        of("DATE_ADD", DATE, "2024-03-29", DATE, "2024-02-29", MONTHS, "0-1"),
        of("LAST_DAY", DATE, "2024-02-29", DATE, "2024-02-01"),
        of("LAST_DAY", DATE, "1900-02-28", DATE, "1900-02-28"),
        of("LAST_DAY", DATE, "1969-12-31", TIMESTAMP_MILLIS, "1969-12-31 23:59:59.999"));
  }

  static Stream<Arguments> differences() {
    return Stream.of(
        diff("SECOND", TIMESTAMP_MILLIS, "2024-01-01 00:00:00", "2024-01-01 01:00:01", "3601"),
        diff("MINUTE", TIMESTAMP_MILLIS, "2024-01-01 00:00:00", "2023-12-31 23:58:01", "-1"),
        diff("MONTH", DATE, "2024-01-31", "2024-03-01", "1"),
        diff("MONTH", DATE, "2024-03-01", "2024-01-31", "-1"),
        diff("YEAR", DATE, "2020-02-29", "2024-02-28", "3"),
        diff("QUARTER", DATE, "2024-01-01", "2024-12-31", "3"),
        diff("CENTURY", DATE, "1900-01-01", "2024-12-31", "1"),
        diff("DAY", DATE, "1969-12-31", "1970-01-02", "2"),
        diff("WEEK", DATE, "2024-01-01", "2024-01-14", "1"),
        diff("DAY", TIMESTAMP_MILLIS, "2024-01-01 12:00:00", "2024-01-02 11:59:59", "0"),
        diff("HOUR", INSTANT, "2024-03-10 00:00:00", "2024-03-11 00:00:00", "23"),
        diff("HOUR", TIME, "01:00:00", "03:30:00", "2"),
        diff("DAY", DATE, "NULL", "1970-01-02", "NULL"),
        of(
            "TIMESTAMPDIFF",
            INTEGER,
            "!NUMERIC_OVERFLOW",
            STRING,
            "SECOND",
            DATE,
            "1900-01-01",
            DATE,
            "2024-01-01"),
        of("DATEDIFF", INTEGER, "2", DATE, "2024-03-01", DATE, "2024-02-28"),
        of(
            "DATEDIFF",
            INTEGER,
            "1",
            TIMESTAMP_MILLIS,
            "2024-03-01 00:00:00",
            TIMESTAMP_MILLIS,
            "2024-02-29 23:59:59"),
        of(
            "DATEDIFF",
            BIGINT,
            "5",
            STRING,
            "hours",
            TIMESTAMP_MILLIS,
            "2024-03-01 00:00:00",
            TIMESTAMP_MILLIS,
            "2024-03-01 05:59:59"));
  }

  private static Arguments diff(String unit, DataType type, String from, String to, String result) {
    return of("TIMESTAMPDIFF", BIGINT, result, STRING, unit, type, from, type, to);
  }

  static Stream<Arguments> formats() {
    String all = "yyyy-MM-dd HH:mm:ss.SSSSSS";
    return Stream.of(
        of(
            "DATE_FORMAT",
            STRING,
            "2024-02-29 13:45",
            TIMESTAMP_MILLIS,
            "2024-02-29 13:45:59.123",
            STRING,
            "yyyy-MM-dd HH:mm"),
        of(
            "DATE_FORMAT",
            STRING,
            "1969-12-31 23:59:59.999999",
            LOCAL,
            "1969-12-31 23:59:59.999999",
            STRING,
            all),
        of("DATE_FORMAT", STRING, "59.9", LOCAL, "1969-12-31 23:59:59.999999", STRING, "ss.S"),
        of(
            "DATE_FORMAT",
            STRING,
            "Thu 29. February, 1 PM, week 9",
            TIMESTAMP_MILLIS,
            "2024-02-29 13:45:59.123",
            STRING,
            "EEE d. MMMM, h a, 'week' w"),
        of("DATE_FORMAT", STRING, "2020-W53-7", DATE, "2021-01-03", STRING, "YYYY-'W'ww-e"),
        of("DATE_FORMAT", STRING, "-0004-01-01", DATE, "-0004-01-01", STRING, "yyyy-MM-dd"),
        of("DATE_FORMAT", STRING, "0005 BC", DATE, "-0004-01-01", STRING, "yyyy G"),
        of("DATE_FORMAT", STRING, "+12345", DATE, "+12345-01-01", STRING, "yyyy"),
        of(
            "DATE_FORMAT",
            STRING,
            "12'o'clock T",
            TIMESTAMP_MILLIS,
            "2024-02-29 12:00:00",
            STRING,
            "HH'''o''clock' 'T'"),
        of(
            "DATE_FORMAT",
            STRING,
            "2024-02-29T22:30",
            INSTANT,
            "2024-03-01 03:30:00+00:00",
            STRING,
            "yyyy-MM-dd'T'HH:mm"),
        of(
            "DATE_FORMAT",
            STRING,
            "22:30 -05:00 EST",
            INSTANT,
            "2024-03-01 03:30:00+00:00",
            STRING,
            "HH:mm XXX z"),
        of("DATE_FORMAT", STRING, "29/02", STRING, "2024-02-29 13:45:59", STRING, "dd/MM"),
        of("DATE_FORMAT", STRING, "13:45 Z", LOCAL, "2024-02-29 13:45:59", STRING, "HH:mm XXX"),
        of("DATE_FORMAT", STRING, "NULL", LOCAL, "NULL", STRING, all),
        of(
            "DATE_FORMAT",
            new DataType.Varchar(4),
            "2024",
            LOCAL,
            "2024-02-29 13:45:59",
            STRING,
            all));
  }

  static Stream<Arguments> parses() {
    return Stream.of(
        of(
            "TO_TIMESTAMP",
            TIMESTAMP_MILLIS,
            "2024-01-15 10:00:00.000",
            STRING,
            "2024-01-15 10:00:00"),
        of(
            "TO_TIMESTAMP",
            TIMESTAMP_MILLIS,
            "2024-01-15 10:00:00.000",
            STRING,
            "15.01.2024 10:00",
            STRING,
            "dd.MM.yyyy HH:mm"),
        of(
            "TO_TIMESTAMP",
            LOCAL,
            "1969-12-31 23:59:59.900000",
            STRING,
            "19691231235959.9",
            STRING,
            "yyyyMMddHHmmss.S"),
        of(
            "TO_TIMESTAMP",
            LOCAL,
            "2024-01-15 22:00:00.000000",
            STRING,
            "15 jan 2024 10 PM",
            STRING,
            "d MMM yyyy h a"),
        of(
            "TO_TIMESTAMP",
            LOCAL,
            "2024-01-15 08:00:00.000000",
            STRING,
            "2024-01-15T10:00+02:00",
            STRING,
            "yyyy-MM-dd'T'HH:mmXXX"),
        of(
            "TO_TIMESTAMP",
            LOCAL,
            "2024-05-01 00:00:00.000000",
            STRING,
            "2024-05",
            STRING,
            "yyyy-MM"),
        of(
            "TO_TIMESTAMP",
            LOCAL,
            "2024-02-29 00:00:00.000000",
            STRING,
            "2024-060",
            STRING,
            "yyyy-DDD"),
        of("TO_TIMESTAMP", LOCAL, "1970-01-01 10:30:00.000000", STRING, "10:30", STRING, "HH:mm"),
        of("TO_TIMESTAMP", LOCAL, "!INVALID_CAST", STRING, "2024-02-30", STRING, "yyyy-MM-dd"),
        of("TO_TIMESTAMP", LOCAL, "!INVALID_CAST", STRING, "2024-02-2", STRING, "yyyy-MM-dd"),
        of("TO_TIMESTAMP", LOCAL, "!INVALID_CAST", STRING, "2024-02-29 ", STRING, "yyyy-MM-dd"),
        of("TO_TIMESTAMP", LOCAL, "!INVALID_CAST", STRING, "24:00", STRING, "HH:mm"),
        of("TO_TIMESTAMP", LOCAL, "!INVALID_CAST", STRING, "30:15", STRING, "mm:ss"),
        of("TO_TIMESTAMP", LOCAL, "!INVALID_CAST", STRING, "10:00", STRING, "hh:mm"),
        of("TO_TIMESTAMP", LOCAL, "!INVALID_CAST", STRING, "2024 W10", STRING, "yyyy 'W'ww"),
        of("TO_TIMESTAMP", LOCAL, "!INVALID_CAST", STRING, "30.02", STRING, "dd.MM"),
        of("TO_TIMESTAMP", LOCAL, "!INVALID_CAST", STRING, "", STRING, "yyyy"),
        of("TO_TIMESTAMP", LOCAL, "!INVALID_CAST", STRING, "tomorrow"),
        of("TO_TIMESTAMP", LOCAL, "NULL", STRING, "NULL", STRING, "yyyy"),
        of("TO_TIMESTAMP", LOCAL, "NULL", STRING, "2024", STRING, "NULL"),
        of("TO_DATE", DATE, "2024-02-29", STRING, "2024-02-29"),
        of("TO_DATE", DATE, "2024-02-29", STRING, "29/02/2024", STRING, "dd/MM/yyyy"),
        of(
            "TO_DATE",
            DATE,
            "2024-02-29",
            STRING,
            "2024-02-29 23:30 -08:00",
            STRING,
            "yyyy-MM-dd HH:mm XXX"),
        of(
            "TO_TIMESTAMP_LTZ",
            INSTANT,
            "2024-02-29 12:00:00.000000",
            STRING,
            "2024-02-29 12",
            STRING,
            "yyyy-MM-dd HH"),
        of(
            "TO_TIMESTAMP_LTZ",
            INSTANT,
            "2024-02-29 07:00:00.000000",
            STRING,
            "2024-02-29 12Z",
            STRING,
            "yyyy-MM-dd HHX"),
        of(
            "TO_TIMESTAMP_LTZ",
            INSTANT,
            "2024-02-29 12:00:00.000000",
            STRING,
            "2024-02-29 12:00:00"));
  }

  static Stream<Arguments> epochs() {
    Timestamp millis = new Timestamp(3, true);
    return Stream.of(
        of("TO_TIMESTAMP_LTZ", millis, "1969-12-31 19:00:01.500", BIGINT, "1500", INTEGER, "3"),
        of("TO_TIMESTAMP_LTZ", millis, "1969-12-31 19:00:01.500", BIGINT, "1500"),
        of("TO_TIMESTAMP_LTZ", millis, "1969-12-31 19:25:00.000", BIGINT, "1500", INTEGER, "0"),
        of("TO_TIMESTAMP_LTZ", millis, "1969-12-31 18:59:59.998", BIGINT, "-1500", INTEGER, "6"),
        of(
            "TO_TIMESTAMP_LTZ",
            millis,
            "!NUMERIC_OVERFLOW",
            BIGINT,
            "9223372036854775807",
            INTEGER,
            "0"),
        of("FROM_UNIXTIME", STRING, "1969-12-31 19:00:00", BIGINT, "0"),
        of("FROM_UNIXTIME", STRING, "1969-12-31 18:59", INTEGER, "-1", STRING, "yyyy-MM-dd HH:mm"),
        of("UNIX_TIMESTAMP", BIGINT, "1705320000"),
        of("UNIX_TIMESTAMP", BIGINT, "0", STRING, "1969-12-31 19:00:00"),
        of("UNIX_TIMESTAMP", BIGINT, "18000", STRING, "1970-01-01", STRING, "yyyy-MM-dd"),
        of("UNIX_TIMESTAMP", BIGINT, "18000", LOCAL, "1970-01-01 00:00:00.999999"),
        of("UNIX_TIMESTAMP", BIGINT, "-1", INSTANT, "1969-12-31 23:59:59.999999+00:00"),
        of("UNIX_TIMESTAMP", BIGINT, "18000", DATE, "1970-01-01"),
        of("CURRENT_TIMESTAMP", INSTANT, "2024-01-15 07:00:00.123456"),
        of("NOW", INSTANT, "2024-01-15 07:00:00.123456"),
        of("LOCALTIMESTAMP", LOCAL, "2024-01-15 07:00:00.123456"),
        of("CURRENT_TIMESTAMP", millis, "2024-01-15 07:00:00.123"),
        of("CURRENT_DATE", DATE, "2024-01-15"),
        of("CURRENT_TIME", new Time(0), "07:00:00"),
        of("LOCALTIME", new Time(3), "07:00:00.123"));
  }

  @Test
  void theTimeOfTheStepIsNotDeterministic() {
    for (String name : List.of("CURRENT_TIMESTAMP", "NOW")) {
      Call call = (Call) Check.call(name, INSTANT);
      assertThat(call.function().deterministic()).isFalse();
      assertThat(call.nullable()).isFalse();
    }
    Call seconds = (Call) Check.call("UNIX_TIMESTAMP", BIGINT);
    assertThat(((Call) seconds.operands().getFirst()).function().deterministic()).isFalse();
  }

  @Test
  void wrongConstantsAreErrorsBeforeTheQueryRuns() {
    assertInvalid("DATE_TRUNC", LOCAL, "fortnight", 0);
    assertInvalid("DATE_FORMAT", STRING, "yyyy-bb", 1);
    assertInvalid("DATE_FORMAT", STRING, "'open", 1);
    assertInvalid("DATE_FORMAT", STRING, "dd/MM/yyyy {", 1);
  }

  private static void assertInvalid(String name, DataType type, String constant, int place) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(new Column(0, LOCAL, true));
    arguments.add(place, new Literal(Slice.utf8(constant), STRING));
    assertThatThrownBy(() -> FunctionCatalogue.call(name, arguments, type, Check.HERE))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
              assertThat(e.position()).isEqualTo(Check.HERE);
              assertThat(e.message()).contains(constant);
              assertThat(e.hint()).isNotNull();
            });
  }

  @Test
  void formatsMayComeFromData() {
    assertThat(
            Check.outcome(
                "DATE_FORMAT",
                STRING,
                Check.literal("2024-02-29 13:45:59", LOCAL),
                Check.literal("HH", STRING)))
        .isEqualTo("13");
    Expression wrong =
        Check.call(
            "DATE_FORMAT",
            STRING,
            Check.literal("2024-02-29 13:45:59", LOCAL),
            new Column(0, STRING, true));
    assertThat(Check.outcome(wrong, List.of(Check.literal("b", STRING))))
        .isEqualTo("!INVALID_ARGUMENT");
  }

  private static Arguments of(String name, DataType type, String result, Object... arguments) {
    return MathEdgeCasesTest.of(name, type, result, arguments);
  }
}
