package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;

/// Intervals as text. The year-month family prints as `1-2` (years, months), the day-time family as
/// `3 04:05:06.123456` (days, time); both may start with `-`. Texts of amounts and units are read
/// as well: `2 days 3 hours`, `1 year 6 mons`.
public final class IntervalTextKernels {
  private IntervalTextKernels() {}

  /// Reads an interval of months.
  public static long toMonths(Slice text) {
    TemporalParser parser = new TemporalParser(text);
    boolean negative = parser.take('-');
    long months = 0;
    long amount = parser.number(1, 9);
    if (parser.take('-')) {
      months = amount * 12 + parser.number(1, 2);
    } else {
      months = monthsOf(parser, amount);
      while (parser.more()) {
        parser.skipBlanks();
        months += monthsOf(parser, parser.number(1, 9));
      }
    }
    if (!parser.finished()) {
      throw Failures.invalidCast(text.toText(), "INTERVAL YEAR TO MONTH");
    }
    return negative ? -months : months;
  }

  /// Reads an interval of microseconds.
  public static long toMicros(Slice text) {
    TemporalParser parser = new TemporalParser(text);
    boolean negative = parser.take('-');
    long micros = 0;
    boolean empty = true;
    while (parser.more()) {
      empty = false;
      long amount = parser.number(1, 9);
      if (parser.take(':')) {
        long hours = Math.multiplyExact(amount, Calendar.MICROS_PER_HOUR);
        micros = Math.addExact(micros, Math.addExact(hours, minutes(parser)));
        break;
      }
      long fraction = parser.take('.') ? parser.fraction() : 0;
      parser.skipBlanks();
      // A number before a digit is the days of `3 04:05:06`.
      String unit = parser.atDigit() && micros == 0 ? "d" : parser.word();
      long size = microsOf(parser, unit);
      micros = Math.addExact(micros, Math.multiplyExact(amount, size));
      micros = Math.addExact(micros, Math.multiplyExact(fraction, size) / 1_000_000);
      parser.skipBlanks();
    }
    if (!parser.finished() || empty) {
      throw Failures.invalidCast(text.toText(), "INTERVAL DAY TO SECOND");
    }
    return negative ? -micros : micros;
  }

  /// A text that is but a number with its unit behind it; any other text as it is.
  @Total
  public static Slice withUnit(Slice text, Slice unit) {
    boolean digit = false;
    boolean point = false;
    for (int i = 0; i < text.length(); i++) {
      byte c = text.array()[text.offset() + i];
      boolean sign = i == 0 && c == '-';
      boolean isPoint = c == '.' && digit && !point;
      point |= isPoint;
      if (c >= '0' && c <= '9') {
        digit = true;
      } else if (!sign && !isPoint) {
        return text;
      }
    }
    return digit ? Slice.utf8(text.toText() + " " + unit.toText()) : text;
  }

  /// Prints an interval of months.
  public static Slice fromMonths(long months) {
    String sign = months < 0 ? "-" : "";
    long years = Math.abs(months / 12);
    return Slice.utf8(sign + years + "-" + Math.abs(months % 12));
  }

  /// Prints an interval of microseconds.
  public static Slice fromMicros(long micros) {
    TextWriter out = new TextWriter();
    long days = micros / Calendar.MICROS_PER_DAY;
    long rest = micros % Calendar.MICROS_PER_DAY;
    if (micros < 0) {
      out.put('-');
    }
    out.number(Math.abs(days), 1);
    out.put(' ');
    out.time(Math.abs(rest), rest % Calendar.MICROS_PER_SECOND == 0 ? 0 : 6);
    return out.slice();
  }

  private static long minutes(TemporalParser parser) {
    long micros = parser.number(1, 2) * Calendar.MICROS_PER_MINUTE;
    if (parser.take(':')) {
      micros += parser.number(1, 2) * Calendar.MICROS_PER_SECOND;
      if (parser.take('.')) {
        micros += parser.fraction();
      }
    }
    return micros;
  }

  private static long monthsOf(TemporalParser parser, long amount) {
    parser.skipBlanks();
    return switch (parser.word()) {
      case "year", "years", "y" -> amount * 12;
      case "month", "months", "mon", "mons" -> amount;
      default -> {
        parser.fail();
        yield 0;
      }
    };
  }

  private static long microsOf(TemporalParser parser, String unit) {
    return switch (unit) {
      case "week", "weeks", "w" -> 7 * Calendar.MICROS_PER_DAY;
      case "day", "days", "d" -> Calendar.MICROS_PER_DAY;
      case "hour", "hours", "h" -> Calendar.MICROS_PER_HOUR;
      case "minute", "minutes", "min", "mins", "m" -> Calendar.MICROS_PER_MINUTE;
      case "second", "seconds", "sec", "secs", "s" -> Calendar.MICROS_PER_SECOND;
      case "millisecond", "milliseconds", "ms" -> 1000;
      case "microsecond", "microseconds", "us" -> 1;
      default -> {
        parser.fail();
        yield 0;
      }
    };
  }
}
