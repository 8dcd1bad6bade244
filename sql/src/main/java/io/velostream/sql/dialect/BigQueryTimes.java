package io.velostream.sql.dialect;

import static io.velostream.sql.dialect.Calls.cast;
import static io.velostream.sql.dialect.Calls.named;
import static io.velostream.sql.dialect.Calls.of;
import static io.velostream.sql.dialect.Calls.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// Functions of dates and times that BigQuery means otherwise. DATETIME and TIMESTAMP are one type
/// here, a wall clock that shows UTC; weeks begin on Sunday.
final class BigQueryTimes {
  private static final List<String> DAYS =
      List.of("MONDAY", "SUNDAY", "SATURDAY", "FRIDAY", "THURSDAY", "WEDNESDAY", "TUESDAY");

  static final Map<String, DialectRule> RULES = rules();

  private BigQueryTimes() {}

  private static Map<String, DialectRule> rules() {
    Map<String, DialectRule> rules = new HashMap<>();
    rules.put("DATE", call -> conversion(call, SqlTypeName.DATE, "MAKE_DATE"));
    rules.put("TIME", call -> conversion(call, SqlTypeName.TIME, "MAKE_TIME"));
    rules.put("DATETIME", BigQueryTimes::datetime);
    rules.put("TIMESTAMP", BigQueryTimes::timestamp);
    rules.put("CURRENT_DATETIME", BigQueryTimes::now);
    rules.put("EXTRACT", BigQueryTimes::extract);
    for (String type : List.of("DATETIME", "TIMESTAMP", "TIME")) {
      rules.put(type + "_ADD", call -> shifted(call, SqlStdOperatorTable.PLUS));
      rules.put(type + "_SUB", call -> shifted(call, SqlStdOperatorTable.MINUS));
      rules.put(type + "_TRUNC", BigQueryTimes::truncated);
      rules.put("FORMAT_" + type, BigQueryTimes::formatted);
    }
    rules.put("DATE_TRUNC", BigQueryTimes::truncated);
    rules.put("FORMAT_DATE", BigQueryTimes::formatted);
    rules.put("DATE_DIFF", BigQueryTimes::borders);
    rules.put("DATETIME_DIFF", BigQueryTimes::borders);
    rules.put("TIMESTAMP_DIFF", BigQueryTimes::difference);
    rules.put("TIME_DIFF", BigQueryTimes::difference);
    rules.put("PARSE_DATE", call -> parsed(call, SqlTypeName.DATE));
    rules.put("PARSE_TIME", call -> parsed(call, SqlTypeName.TIME));
    rules.put("PARSE_DATETIME", call -> parsed(call, SqlTypeName.TIMESTAMP));
    rules.put("PARSE_TIMESTAMP", call -> parsed(call, SqlTypeName.TIMESTAMP));
    rules.put("DATE_FROM_UNIX_DATE", named("DATE_FROM_UNIX_DATE", 1));
    return Map.copyOf(rules);
  }

  /// From a time, a time in a zone, or three numbers.
  private static @Nullable SqlNode conversion(SqlCall call, SqlTypeName type, String maker) {
    return switch (call.operandCount()) {
      case 1 -> cast(call.operand(0), type);
      case 2 -> cast(inZone(call, "UTC", null), type);
      case 3 -> of(maker, call.getParserPosition(), call.getOperandList());
      default -> null;
    };
  }

  private static @Nullable SqlNode datetime(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    return switch (call.operandCount()) {
      case 1 -> cast(call.operand(0), SqlTypeName.TIMESTAMP);
      case 2 ->
          call.operand(1) instanceof SqlLiteral
              ? inZone(call, "UTC", null)
              : cast(dateAndTime(call), SqlTypeName.TIMESTAMP);
      case 3 -> cast(of("MAKE_DATE", position, call.getOperandList()), SqlTypeName.TIMESTAMP);
      case 6 -> of("MAKE_TIMESTAMP", position, call.getOperandList());
      default -> null;
    };
  }

  private static SqlNode dateAndTime(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    return of(
        "CONCAT",
        position,
        cast(cast(call.operand(0), SqlTypeName.DATE), SqlTypeName.VARCHAR),
        text(" ", position),
        cast(call.operand(1), SqlTypeName.VARCHAR));
  }

  private static @Nullable SqlNode timestamp(SqlCall call) {
    return switch (call.operandCount()) {
      case 1 -> cast(call.operand(0), SqlTypeName.TIMESTAMP);
      case 2 -> inZone(call, null, "UTC");
      default -> null;
    };
  }

  /// A time on the clock of another zone; the second argument is the one that is not given.
  private static SqlNode inZone(SqlCall call, @Nullable String from, @Nullable String to) {
    SqlParserPos position = call.getParserPosition();
    SqlNode zone = call.operand(1);
    return of(
        "CONVERT_TZ",
        position,
        cast(call.operand(0), SqlTypeName.TIMESTAMP),
        from == null ? zone : text(from, position),
        to == null ? zone : text(to, position));
  }

  private static @Nullable SqlNode now(SqlCall call) {
    SqlNode now = cast(of("NOW", call.getParserPosition()), SqlTypeName.TIMESTAMP);
    if (call.operandCount() == 0) {
      return now;
    }
    return inZone(
        of("CURRENT_DATETIME", call.getParserPosition(), now, call.operand(0)), "UTC", null);
  }

  /// Days of the week are counted from 1, Sunday.
  private static @Nullable SqlNode extract(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    boolean day =
        call.operand(0) instanceof SqlIntervalQualifier unit
            && (unit.timeUnitRange.startUnit == TimeUnit.DOW || unit(unit).equals("DAYOFWEEK"));
    return day ? of("DAYOFWEEK", position, call.<SqlNode>operand(1)) : null;
  }

  private static @Nullable SqlNode shifted(SqlCall call, SqlOperator operator) {
    return call.operandCount() == 2
        ? operator.createCall(call.getParserPosition(), call.getOperandList())
        : null;
  }

  private static @Nullable SqlNode formatted(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    return switch (call.operandCount()) {
      case 2 -> of("STRFTIME", position, call.operand(1), call.operand(0));
      case 3 ->
          of(
              "STRFTIME",
              position,
              inZone(of("IN", position, call.operand(1), call.operand(2)), "UTC", null),
              call.operand(0));
      default -> null;
    };
  }

  private static @Nullable SqlNode parsed(SqlCall call, SqlTypeName type) {
    return call.operandCount() == 2
        ? cast(of("STRPTIME", call.getParserPosition(), call.operand(1), call.operand(0)), type)
        : null;
  }

  private static @Nullable SqlNode truncated(SqlCall call) {
    return call.operandCount() == 2 ? truncated(call, call.operand(0), call.operand(1)) : null;
  }

  /// Weeks that begin on another day than Monday are moved there and back.
  private static SqlNode truncated(SqlCall call, SqlNode time, SqlNode unit) {
    SqlParserPos position = call.getParserPosition();
    String name = unit(unit);
    if (name.equals("ISOYEAR")) {
      // The fourth of January lies in the first week.
      SqlNode year = of("DATE_TRUNC", position, text("YEAR", position), thursday(call, time));
      return of("DATE_TRUNC", position, text("WEEK", position), plusThreeDays(year, position));
    }
    if (!name.startsWith("WEEK")) {
      String plain = name.equals("ISOWEEK") ? "WEEK" : name;
      return of("DATE_TRUNC", position, text(plain, position), time);
    }
    String day = name.equals("WEEK") ? "SUNDAY" : name.substring(5, name.length() - 1);
    SqlNode shift =
        SqlLiteral.createInterval(
            1,
            Integer.toString(Math.max(DAYS.indexOf(day), 0)),
            new SqlIntervalQualifier(TimeUnit.DAY, null, position),
            position);
    SqlNode moved = SqlStdOperatorTable.PLUS.createCall(position, time, shift);
    SqlNode start = of("DATE_TRUNC", position, text("WEEK", position), moved);
    return SqlStdOperatorTable.MINUS.createCall(position, start, shift);
  }

  /// The Thursday of a week, whose year is that of the week in ISO 8601.
  private static SqlNode thursday(SqlCall call, SqlNode time) {
    SqlParserPos position = call.getParserPosition();
    return plusThreeDays(of("DATE_TRUNC", position, text("WEEK", position), time), position);
  }

  private static SqlNode plusThreeDays(SqlNode time, SqlParserPos position) {
    SqlIntervalQualifier day = new SqlIntervalQualifier(TimeUnit.DAY, null, position);
    return SqlStdOperatorTable.PLUS.createCall(
        position, time, SqlLiteral.createInterval(1, "3", day, position));
  }

  /// How many borders of the unit lie between.
  private static @Nullable SqlNode borders(SqlCall call) {
    if (call.operandCount() != 3) {
      return null;
    }
    SqlNode unit = call.operand(2);
    SqlNode to = cast(call.operand(0), SqlTypeName.TIMESTAMP);
    SqlNode from = cast(call.operand(1), SqlTypeName.TIMESTAMP);
    if (unit(unit).equals("ISOYEAR")) {
      SqlParserPos position = unit.getParserPosition();
      SqlNode year = new SqlIntervalQualifier(TimeUnit.YEAR, null, position);
      return difference(
          call,
          year,
          truncated(call, thursday(call, from), year),
          truncated(call, thursday(call, to), year));
    }
    return difference(call, unit, truncated(call, from, unit), truncated(call, to, unit));
  }

  private static @Nullable SqlNode difference(SqlCall call) {
    return call.operandCount() == 3
        ? difference(call, call.operand(2), call.operand(1), call.operand(0))
        : null;
  }

  private static SqlNode difference(SqlCall call, SqlNode unit, SqlNode from, SqlNode to) {
    SqlParserPos position = call.getParserPosition();
    String name = unit(unit);
    String plain = name.startsWith("WEEK") || name.equals("ISOWEEK") ? "WEEK" : name;
    return of("DATE_DIFF", position, text(plain, position), time(from), time(to));
  }

  /// A text is a timestamp there.
  private static SqlNode time(SqlNode value) {
    return value instanceof SqlLiteral literal
            && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())
        ? cast(value, SqlTypeName.TIMESTAMP)
        : value;
  }

  private static String unit(SqlNode unit) {
    String name =
        switch (unit) {
          case SqlIntervalQualifier qualifier ->
              qualifier.timeFrameName != null
                  ? qualifier.timeFrameName
                  : qualifier.timeUnitRange.startUnit.name();
          case SqlIdentifier word -> word.getSimple();
          case SqlCall call when call.operandCount() == 1 ->
              call.getOperator().getName() + "(" + call.operand(0) + ")";
          default -> unit.toString();
        };
    return name.toUpperCase(Locale.ROOT).replace('_', '(').replaceAll("\\((\\w+)$", "($1)");
  }
}
