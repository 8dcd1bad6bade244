package io.velostream.operators.aggregate;

import io.velostream.expression.kernel.PrintKernels;

/// Texts that say why a row is not part of a result.
public final class LateReason {
  /// For a row without an event time.
  public static final String NO_TIME = "event time is NULL";

  private static final long MICROS_PER_MILLI = 1_000;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private LateReason() {}

  /// For a row whose group was complete at `end`.
  public static String closed(long end, long watermark) {
    return "its group was complete at " + text(end) + ", the watermark is at " + text(watermark);
  }

  /// For a row whose last window is `[start, end)`.
  public static String closed(long start, long end, long watermark) {
    return "its window from "
        + text(start)
        + " to "
        + text(end)
        + " had closed, the watermark is at "
        + text(watermark);
  }

  private static String text(long micros) {
    if (micros == Long.MAX_VALUE) {
      return "the end of the input";
    }
    int digits = micros % MICROS_PER_SECOND == 0 ? 0 : micros % MICROS_PER_MILLI == 0 ? 3 : 6;
    return PrintKernels.fromTimestamp(micros, digits).toText();
  }
}
