package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.EvaluationContext;

/// Dates and times by patterns such as `yyyy-MM-dd HH:mm:ss.SSS`: see [TimePattern].
public final class FormatKernels {
  private static final Recent<Slice, TimePattern> PATTERNS =
      new Recent<>(pattern -> TimePattern.of(pattern.toText()), Slice::copy);

  private FormatKernels() {}

  /// A timestamp without zone as text.
  public static Slice format(long micros, Slice pattern) {
    return PATTERNS.get(pattern).print(micros);
  }

  /// An instant as text in the session's zone.
  public static Slice formatInstant(long micros, Slice pattern, EvaluationContext context) {
    return PATTERNS.get(pattern).printInstant(micros, context);
  }

  /// A date from text; a time and an offset in the text are dropped.
  public static long parseDate(Slice text, Slice pattern) {
    return PATTERNS.get(pattern).parseDate(text);
  }

  /// A timestamp without zone from text. An offset in the text converts to UTC.
  public static long parse(Slice text, Slice pattern) {
    return PATTERNS.get(pattern).parseTimestamp(text);
  }

  /// An instant from text, in the session's zone unless the text has an offset.
  public static long parseInstant(Slice text, Slice pattern, EvaluationContext context) {
    return PATTERNS.get(pattern).parseInstant(text, context);
  }

  /// A date from text, or NULL.
  @ReturnsNull
  public static long tryParseDate(Slice text, Slice pattern, EvaluationContext context) {
    TimePattern form = PATTERNS.get(pattern);
    try {
      return form.parseDate(text);
    } catch (UserException _) {
      context.resultIsNull = true;
      return 0;
    }
  }

  /// A timestamp without zone from text, or NULL.
  @ReturnsNull
  public static long tryParse(Slice text, Slice pattern, EvaluationContext context) {
    TimePattern form = PATTERNS.get(pattern);
    try {
      return form.parseTimestamp(text);
    } catch (UserException _) {
      context.resultIsNull = true;
      return 0;
    }
  }

  /// Looks at a pattern that is a constant, before the query runs.
  ///
  /// @throws UserException when it is none
  public static void check(String pattern) {
    TimePattern.of(pattern);
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
}
