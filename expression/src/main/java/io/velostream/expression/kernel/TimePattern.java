package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.EvaluationContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A format of dates and times, written with the letters of [DateTimeFormatter].
///
/// Names are English, weeks are those of ISO 8601. `y` is the year of ISO 8601 like `u`, unless an
/// era is shown too. Reading is strict: the 30th of February is an error. What a text leaves out is
/// the start of what it names: a year alone is its first of January, a date alone its midnight, a
/// time alone is on 1970-01-01.
///
/// Formats of fixed width, such as `yyyy-MM-dd HH:mm:ss`, are handled by [FixedPattern].
final class TimePattern {
  /// American names with the weeks of the British region, which are those of ISO 8601.
  private static final Locale LOCALE = Locale.forLanguageTag("en-US-u-rg-gbzzzz");

  /// Letters that say something about the date other than year, month and day.
  private static final String OTHER_DATE_LETTERS = "DQqYwWecFg";

  private static final String TIME_LETTERS = "HhKkmsSaBAnN";
  private static final long NANOS_PER_MICRO = 1000;

  private final String pattern;
  private final String letters;
  private final DateTimeFormatter formatter;
  private final @Nullable FixedPattern fixed;

  private TimePattern(String pattern, String letters, DateTimeFormatter formatter) {
    this.pattern = pattern;
    this.letters = letters;
    this.formatter = formatter;
    fixed = FixedPattern.of(pattern);
  }

  /// @throws UserException when it is none
  static TimePattern of(String pattern) {
    String letters = unquoted(pattern);
    String isoYears = letters.indexOf('G') >= 0 ? pattern : withIsoYears(pattern);
    try {
      DateTimeFormatter formatter =
          new DateTimeFormatterBuilder()
              .parseCaseInsensitive()
              .appendPattern(isoYears)
              .toFormatter(LOCALE)
              .withResolverStyle(ResolverStyle.STRICT);
      return new TimePattern(isoYears, letters, formatter);
    } catch (IllegalArgumentException e) {
      throw new UserException(
              ErrorCode.INVALID_ARGUMENT,
              "'" + pattern + "' is no format of dates and times: " + e.getMessage())
          .hint("the letters are those of Java, for instance 'yyyy-MM-dd HH:mm:ss.SSS'");
    }
  }

  /// A timestamp as text; if the format has a zone, it is UTC.
  Slice print(long micros) {
    Slice text = fixed == null ? null : fixed.print(micros);
    return text != null
        ? text
        : Slice.utf8(formatter.format(instant(micros).atZone(ZoneOffset.UTC)));
  }

  /// An instant as text, on the wall clock of the session's zone.
  Slice printInstant(long micros, EvaluationContext context) {
    if (fixed != null) {
      return print(Zones.toLocal(micros, context));
    }
    return Slice.utf8(formatter.format(instant(micros).atZone(context.zone())));
  }

  /// The day that a text names; its time and zone are dropped.
  long parseDate(Slice text) {
    long fast = parseFixed(text);
    return Calendar.dayOf(fast != FixedPattern.NO_MATCH ? fast : local(parse(text), text));
  }

  /// The timestamp that a text names; one with an offset or a zone is converted to UTC.
  long parseTimestamp(Slice text) {
    long fast = parseFixed(text);
    if (fast != FixedPattern.NO_MATCH) {
      return fast;
    }
    TemporalAccessor parsed = parse(text);
    return isInstant(parsed) ? instant(parsed) : local(parsed, text);
  }

  /// The instant that a text names; without an offset or a zone it is in the session's.
  long parseInstant(Slice text, EvaluationContext context) {
    long fast = parseFixed(text);
    if (fast != FixedPattern.NO_MATCH) {
      return Zones.toInstant(fast, context);
    }
    TemporalAccessor parsed = parse(text);
    return isInstant(parsed) ? instant(parsed) : Zones.toInstant(local(parsed, text), context);
  }

  private long parseFixed(Slice text) {
    return fixed == null ? FixedPattern.NO_MATCH : fixed.parse(text);
  }

  private TemporalAccessor parse(Slice text) {
    try {
      return formatter.parse(text.toText());
    } catch (DateTimeException e) {
      throw unreadable(text);
    }
  }

  private static boolean isInstant(TemporalAccessor parsed) {
    return parsed.isSupported(ChronoField.INSTANT_SECONDS);
  }

  private static long instant(TemporalAccessor parsed) {
    return Math.addExact(
        Math.multiplyExact(parsed.getLong(ChronoField.INSTANT_SECONDS), Calendar.MICROS_PER_SECOND),
        parsed.get(ChronoField.MICRO_OF_SECOND));
  }

  private long local(TemporalAccessor parsed, Slice text) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if ((date == null && uses(OTHER_DATE_LETTERS)) || (time == null && uses(TIME_LETTERS))) {
      throw unreadable(text);
    }
    long days = date != null ? date.toEpochDay() : firstDay(parsed, text);
    long micros = time == null ? 0 : time.toNanoOfDay() / NANOS_PER_MICRO;
    return Math.addExact(Calendar.midnight(days), micros);
  }

  private long firstDay(TemporalAccessor parsed, Slice text) {
    long year = get(parsed, ChronoField.YEAR, LocalDate.EPOCH.getYear());
    int month = get(parsed, ChronoField.MONTH_OF_YEAR, 1);
    int day = get(parsed, ChronoField.DAY_OF_MONTH, 1);
    if (day > Calendar.daysInMonth(year, month)) {
      throw unreadable(text);
    }
    return Calendar.days(year, month, day);
  }

  private static int get(TemporalAccessor parsed, ChronoField field, int otherwise) {
    return parsed.isSupported(field) ? parsed.get(field) : otherwise;
  }

  private boolean uses(String some) {
    return some.chars().anyMatch(letter -> letters.indexOf(letter) >= 0);
  }

  private UserException unreadable(Slice text) {
    return new UserException(
            ErrorCode.INVALID_CAST,
            "cannot read '" + text.toText() + "' in the format '" + pattern + "'")
        .hint("a CASE can sort out texts of another form");
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, Calendar.MICROS_PER_SECOND),
        Math.floorMod(micros, Calendar.MICROS_PER_SECOND) * NANOS_PER_MICRO);
  }

  /// The pattern without its quoted parts.
  private static String unquoted(String pattern) {
    StringBuilder letters = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted) {
        letters.append(c);
      }
    }
    return letters.toString();
  }

  /// Reading a year of an era would need the era.
  private static String withIsoYears(String pattern) {
    StringBuilder iso = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      iso.append(c == 'y' && !quoted ? 'u' : c);
    }
    return iso.toString();
  }
}
