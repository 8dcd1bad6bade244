package io.velostream.sql.grammar.ast;

import io.velostream.sql.grammar.SqlSyntaxException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// Reads intervals whose units stand in the text, as in `INTERVAL '2 hours 30 minutes'` of
/// PostgreSQL and DuckDB: a number of the finest unit in it.
public final class IntervalWords {
  private static final Pattern PART =
      Pattern.compile("\\s*([+-]?)\\s*(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]+)\\s*");

  private static final Pattern CLOCK =
      Pattern.compile("\\s*([+-]?)(\\d+):(\\d\\d?)(?::(\\d\\d?(?:\\.\\d+)?))?\\s*");

  /// From coarse to fine, as numbers that are not whole move down.
  private enum Unit {
    YEAR(TimeUnit.YEAR, true, "12"),
    MONTH(TimeUnit.MONTH, true, "1"),
    DAY(TimeUnit.DAY, false, "86400"),
    HOUR(TimeUnit.HOUR, false, "3600"),
    MINUTE(TimeUnit.MINUTE, false, "60"),
    SECOND(TimeUnit.SECOND, false, "1");

    private final TimeUnit calcite;
    private final boolean ofMonths;
    private final BigDecimal size;

    Unit(TimeUnit calcite, boolean ofMonths, String size) {
      this.calcite = calcite;
      this.ofMonths = ofMonths;
      this.size = new BigDecimal(size);
    }
  }

  private final SqlParserPos pos;
  private BigDecimal sum = BigDecimal.ZERO;
  private @Nullable Unit finest;

  private IntervalWords(SqlParserPos pos) {
    this.pos = pos;
  }

  /// The interval that a text tells.
  ///
  /// @param sign 1 or -1, from in front of the text
  /// @throws SqlSyntaxException if the text is no interval
  public static SqlLiteral of(SqlParserPos pos, int sign, String text) {
    IntervalWords words = new IntervalWords(pos);
    return words.literal(sign, words.read(text));
  }

  /// The finest unit of the text, whose parts it adds up.
  private Unit read(String text) {
    Matcher part = PART.matcher(text);
    int at = 0;
    while (part.region(at, text.length()).lookingAt()) {
      add(part.group(1), new BigDecimal(part.group(2)), part.group(3));
      at = part.end();
    }
    Matcher clock = CLOCK.matcher(text).region(at, text.length());
    if (at < text.length() && clock.matches()) {
      String sign = clock.group(1);
      add(sign, new BigDecimal(clock.group(2)), "hours");
      add(sign, new BigDecimal(clock.group(3)), "minutes");
      if (clock.group(4) != null) {
        add(sign, new BigDecimal(clock.group(4)), "seconds");
      }
      at = text.length();
    }
    Unit unit = finest;
    if (at < text.length() || unit == null) {
      throw error(
          "'" + text + "' is no interval",
          "a unit belongs to each number: INTERVAL '1' DAY, or INTERVAL '1 day 2 hours'");
    }
    return unit;
  }

  private void add(String sign, BigDecimal number, String name) {
    BigDecimal count = sign.equals("-") ? number.negate() : number;
    switch (name.toLowerCase(Locale.ROOT)) {
      case "y", "yr", "yrs", "year", "years" -> add(count, Unit.YEAR);
      case "quarter", "quarters" -> add(count.multiply(BigDecimal.valueOf(3)), Unit.MONTH);
      case "mon", "mons", "month", "months" -> add(count, Unit.MONTH);
      case "w", "week", "weeks" -> add(count.multiply(BigDecimal.valueOf(7)), Unit.DAY);
      case "d", "day", "days" -> add(count, Unit.DAY);
      case "h", "hr", "hrs", "hour", "hours" -> add(count, Unit.HOUR);
      case "m", "min", "mins", "minute", "minutes" -> add(count, Unit.MINUTE);
      case "s", "sec", "secs", "second", "seconds" -> add(count, Unit.SECOND);
      case "ms", "msec", "msecs", "millisecond", "milliseconds" ->
          add(count.movePointLeft(3), Unit.SECOND);
      case "us", "usec", "usecs", "microsecond", "microseconds" ->
          add(count.movePointLeft(6), Unit.SECOND);
      default ->
          throw error(
              "'" + name + "' is not a unit of time",
              "use years, quarters, months, weeks, days, hours, minutes, seconds, milliseconds or"
                  + " microseconds");
    }
  }

  private void add(BigDecimal count, Unit unit) {
    if (finest != null && finest.ofMonths != unit.ofMonths) {
      throw error(
          "an interval has years and months, or days to seconds, and not both",
          "add one after the other: t + INTERVAL '1 month' + INTERVAL '2 days'");
    }
    sum = sum.add(count.multiply(unit.size));
    if (finest == null || finest.compareTo(unit) < 0) {
      finest = unit;
    }
  }

  private SqlLiteral literal(int sign, Unit named) {
    Unit unit = named;
    while (unit != Unit.SECOND && sum.remainder(unit.size).signum() != 0) {
      unit = finer(unit);
    }
    BigDecimal count = sum.divide(unit.size).stripTrailingZeros();
    if (count.scale() < 0) {
      count = count.setScale(0);
    }
    int total = count.signum() < 0 ? -sign : sign;
    return Durations.interval(total, count.abs(), unit.calcite, pos);
  }

  private Unit finer(Unit unit) {
    return switch (unit) {
      case YEAR -> Unit.MONTH;
      case MONTH -> throw error("there is no part of a month", "write whole months, or days");
      case DAY -> Unit.HOUR;
      case HOUR -> Unit.MINUTE;
      case MINUTE, SECOND -> Unit.SECOND;
    };
  }

  private SqlSyntaxException error(String message, String hint) {
    return SqlSyntaxException.at(pos, SqlSyntaxException.Code.INVALID_DURATION, message, hint);
  }
}
