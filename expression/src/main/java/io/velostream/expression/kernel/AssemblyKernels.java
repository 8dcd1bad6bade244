package io.velostream.expression.kernel;

/// Dates and times put together from their fields. A field outside its range is an error.
public final class AssemblyKernels {
  private static final long MAX_YEAR = 290_000;
  private static final long LAST_SECOND = 59;

  private AssemblyKernels() {}

  /// A date.
  public static long date(long year, long month, long day) {
    boolean known =
        Math.abs(year) <= MAX_YEAR
            && month >= 1
            && month <= 12
            && day >= 1
            && day <= Calendar.daysInMonth(year, (int) month);
    if (!known) {
      throw Failures.invalidArgument("there is no date %d-%d-%d".formatted(year, month, day));
    }
    return Calendar.days(year, (int) month, (int) day);
  }

  /// A time of day, in microseconds; seconds may have a fraction.
  public static long time(long hour, long minute, double second) {
    return Calendar.timeOf(timestamp(1970, 1, 1, hour, minute, second));
  }

  /// A timestamp; seconds may have a fraction.
  public static long timestamp(
      long year, long month, long day, long hour, long minute, double second) {
    boolean known =
        hour >= 0
            && hour <= 23
            && minute >= 0
            && minute <= LAST_SECOND
            && second >= 0
            && second < LAST_SECOND + 1;
    if (!known) {
      throw Failures.invalidArgument(
          "there is no time of day %d:%d:%s".formatted(hour, minute, second));
    }
    long micros = Math.round(second * Calendar.MICROS_PER_SECOND);
    long time = hour * Calendar.MICROS_PER_HOUR + minute * Calendar.MICROS_PER_MINUTE + micros;
    return Math.addExact(Calendar.midnight(date(year, month, day)), time);
  }
}
