package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.EvaluationContext;
import java.util.concurrent.ConcurrentHashMap;

/// Dates and times to and from text in a format of the user's: see [TimePattern].
public final class FormatKernels {
  /// Formats are few, unless a query makes them from data.
  private static final int MAX_KNOWN = 1000;

  /// Immutable results of a pure function, so that it does not matter who shares them.
  private static final ConcurrentHashMap<Slice, TimePattern> KNOWN = new ConcurrentHashMap<>();

  private FormatKernels() {}

  /// A timestamp as text. Letters for a zone are an error.
  public static Slice print(long micros, Slice format) {
    return pattern(format).print(micros);
  }

  /// An instant as text, on the wall clock of the session's zone.
  public static Slice printInstant(long micros, Slice format, EvaluationContext context) {
    return pattern(format).printInstant(micros, context);
  }

  /// The day of a text.
  public static long toDate(Slice text, Slice format) {
    return pattern(format).parseDate(text);
  }

  /// The timestamp of a text; one with an offset or a zone is converted to UTC.
  public static long toTimestamp(Slice text, Slice format) {
    return pattern(format).parseTimestamp(text);
  }

  /// The instant of a text; one without an offset or a zone is in the session's.
  public static long toInstant(Slice text, Slice format, EvaluationContext context) {
    return pattern(format).parseInstant(text, context);
  }

  /// Whether a text is a format; for constants, before the query runs.
  ///
  /// @throws UserException when it is not
  public static void check(String format) {
    TimePattern.of(format);
  }

  private static TimePattern pattern(Slice format) {
    TimePattern known = KNOWN.get(format);
    if (known != null) {
      return known;
    }
    if (KNOWN.size() >= MAX_KNOWN) {
      KNOWN.clear();
    }
    TimePattern pattern = TimePattern.of(format.toText());
    KNOWN.put(format.copy(), pattern);
    return pattern;
  }
}
