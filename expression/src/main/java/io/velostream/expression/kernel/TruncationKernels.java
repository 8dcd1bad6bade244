package io.velostream.expression.kernel;

import io.velostream.expression.EvaluationContext;

/// Start and end of units of time. A fixed unit is a number of microseconds; a calendar unit a
/// number of months. Weeks start on Monday.
public final class TruncationKernels {
  /// Monday before the epoch, which was a Thursday.
  private static final long FIRST_MONDAY = -3;

  private TruncationKernels() {}

  /// Start of the fixed unit (a day at most) that a timestamp lies in.
  public static long floor(long micros, long unit) {
    return Math.subtractExact(micros, Math.floorMod(micros, unit));
  }

  /// Start of the week.
  public static long floorToWeek(long micros) {
    long day = Calendar.dayOf(micros);
    return Calendar.midnight(day - Math.floorMod(day - FIRST_MONDAY, 7L));
  }

  /// Start of the unit of so many months; 12,000 is a millennium, which starts in a year that ends
  /// in 1, as a century does.
  public static long floorToMonths(long micros, long months) {
    long date = Calendar.date(Calendar.dayOf(micros));
    // Centuries and millennia start in the year 1, decades in the year 0.
    long shift = months >= 1200 ? 12 : 0;
    long count = Calendar.year(date) * 12 + Calendar.month(date) - 1 - shift;
    long start = count - Math.floorMod(count, months) + shift;
    return Calendar.midnight(
        Calendar.days(Math.floorDiv(start, 12L), (int) Math.floorMod(start, 12L) + 1, 1));
  }

  /// Start of the next fixed unit, or the timestamp itself if it is a start.
  public static long ceiling(long micros, long unit) {
    // Not from the floor, which need not fit when the ceiling does.
    return Math.addExact(micros, Math.floorMod(-Math.floorMod(micros, unit), unit));
  }

  /// Start of the next fixed unit of a time of day, or the time itself; after the last one comes
  /// midnight.
  @Total
  public static long ceilingOfTime(long micros, long unit) {
    return (micros + unit - 1) / unit * unit % Calendar.MICROS_PER_DAY;
  }

  /// Start of the next week, or the timestamp itself.
  public static long ceilingToWeek(long micros) {
    long start = floorToWeek(micros);
    return start == micros ? start : Math.addExact(start, 7 * Calendar.MICROS_PER_DAY);
  }

  /// Start of the next calendar unit, or the timestamp itself.
  public static long ceilingToMonths(long micros, long months) {
    long start = floorToMonths(micros, months);
    return start == micros ? start : TemporalArithmeticKernels.addMonths(start, months);
  }

  /// Start of the fixed unit below a day that an instant lies in on the clock of the session's
  /// zone.
  public static long floorInstant(long micros, long unit, EvaluationContext context) {
    return Math.subtractExact(micros, Math.floorMod(Zones.toLocal(micros, context), unit));
  }

  /// Start of the next fixed unit below a day, or the instant itself.
  public static long ceilingInstant(long micros, long unit, EvaluationContext context) {
    long start = floorInstant(micros, unit, context);
    return start == micros ? start : Math.addExact(start, unit);
  }

  /// The last day of the month of a day.
  public static long lastDay(long days) {
    long date = Calendar.date(days);
    int length = Calendar.daysInMonth(Calendar.year(date), Calendar.month(date));
    return days - Calendar.day(date) + length;
  }

  /// Whole units of so many microseconds from `from` to `to`, rounded towards zero.
  public static long difference(long from, long to, long unit) {
    return Math.subtractExact(to, from) / unit;
  }

  /// Whole units of so many months from `from` to `to`, rounded towards zero.
  public static long monthDifference(long from, long to, long months) {
    return TemporalArithmeticKernels.monthsBetween(to, from) / months;
  }
}
