package io.velostream.expression.kernel;

/// Dates and timestamps as numbers since 1970-01-01 and back.
public final class EpochKernels {
  private EpochKernels() {}

  /// A timestamp from seconds.
  public static long ofSeconds(long seconds) {
    return scaled(seconds, Calendar.MICROS_PER_SECOND);
  }

  /// A timestamp from milliseconds.
  public static long ofMillis(long millis) {
    return scaled(millis, Calendar.MICROS_PER_SECOND / 1000);
  }

  /// A timestamp from microseconds.
  @Total
  public static long ofMicros(long micros) {
    return micros;
  }

  /// A date from days.
  public static long ofDays(long days) {
    Calendar.midnight(days);
    return days;
  }

  /// The days of a date.
  @Total
  public static long days(long date) {
    return date;
  }

  private static long scaled(long number, long unit) {
    if (Math.multiplyHigh(number, unit) != number * unit >> 63) {
      throw Failures.overflow(Long.toString(number), "TIMESTAMP");
    }
    return number * unit;
  }
}
