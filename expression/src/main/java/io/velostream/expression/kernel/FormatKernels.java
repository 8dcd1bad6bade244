package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.expression.EvaluationContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/// Dates and times by patterns of [DateTimeFormatter], such as `yyyy-MM-dd HH:mm:ss.SSS`.
public final class FormatKernels {
  private static final Recent<Slice, DateTimeFormatter> FORMATS =
      new Recent<>(FormatKernels::compile, Slice::copy);

  private FormatKernels() {}

  /// A timestamp without zone as text.
  public static Slice format(long micros, Slice pattern) {
    return Slice.utf8(FORMATS.get(pattern).format(local(micros).atZone(ZoneOffset.UTC)));
  }

  /// An instant as text in the session's zone.
  public static Slice formatInstant(long micros, Slice pattern, EvaluationContext context) {
    return Slice.utf8(FORMATS.get(pattern).format(zoned(micros, context.zone())));
  }

  /// A timestamp without zone from text; what the pattern does not have is midnight. An offset in
  /// the text converts to UTC.
  public static long parse(Slice text, Slice pattern) {
    TemporalAccessor parsed = parsed(text, pattern);
    long micros = micros(parsed, text, pattern);
    return parsed.isSupported(ChronoField.OFFSET_SECONDS)
        ? micros - parsed.get(ChronoField.OFFSET_SECONDS) * Calendar.MICROS_PER_SECOND
        : micros;
  }

  /// An instant from text, in the session's zone unless the text has an offset.
  public static long parseInstant(Slice text, Slice pattern, EvaluationContext context) {
    TemporalAccessor parsed = parsed(text, pattern);
    long micros = micros(parsed, text, pattern);
    return parsed.isSupported(ChronoField.OFFSET_SECONDS)
        ? micros - parsed.get(ChronoField.OFFSET_SECONDS) * Calendar.MICROS_PER_SECOND
        : Zones.toInstant(micros, context);
  }

  /// An instant from a number of seconds (precision 0), milliseconds (3) or microseconds (6).
  public static long fromEpoch(long number, long precision) {
    return Math.multiplyExact(number, unit(precision));
  }

  private static long unit(long precision) {
    if (precision == 0) {
      return Calendar.MICROS_PER_SECOND;
    }
    if (precision == 3) {
      return 1000;
    }
    if (precision == 6) {
      return 1;
    }
    throw Failures.invalidArgument("precision must be 0, 3 or 6, not " + precision);
  }

  private static DateTimeFormatter compile(Slice pattern) {
    try {
      return DateTimeFormatter.ofPattern(pattern.toText(), Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw Failures.invalidArgument(
          "'" + pattern + "' is no pattern of dates and times: " + e.getMessage());
    }
  }

  private static TemporalAccessor parsed(Slice text, Slice pattern) {
    try {
      return FORMATS.get(pattern).parse(text.toText());
    } catch (DateTimeException e) {
      throw Failures.invalidCast(text.toText(), "a time of the form '" + pattern + "'");
    }
  }

  private static long micros(TemporalAccessor parsed, Slice text, Slice pattern) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    LocalTime time = parsed.query(TemporalQueries.localTime());
    if (date == null && time == null) {
      throw Failures.invalidCast(text.toText(), "a time of the form '" + pattern + "'");
    }
    long day = date == null ? 0 : date.toEpochDay();
    long ofDay = time == null ? 0 : time.toNanoOfDay() / 1000;
    return Math.addExact(Calendar.midnight(day), ofDay);
  }

  private static LocalDateTime local(long micros) {
    long second = Math.floorDiv(micros, Calendar.MICROS_PER_SECOND);
    int nanos = (int) Math.floorMod(micros, Calendar.MICROS_PER_SECOND) * 1000;
    return LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC);
  }

  private static ZonedDateTime zoned(long micros, ZoneId zone) {
    return local(micros).atZone(ZoneOffset.UTC).withZoneSameInstant(zone);
  }
}
