package io.velostream.expression.kernel;

import io.velostream.expression.EvaluationContext;

/// Dates and times brought to the start of a unit: the last start that is not after them (floor),
/// or the first that is not before (ceiling).
public final class TimeRoundingKernels {
  private static final int DAYS_PER_WEEK = 7;

  private TimeRoundingKernels() {}

  /// First day of a period of so many months. Periods are counted from January of the year 0, moved
  /// by `origin` months.
  @Total
  public static long floorMonths(long days, long months, long origin) {
    long date = Calendar.date(days);
    return firstDay(floorIndex(date, months, origin));
  }

  /// First day of a period of so many months, as [#floorMonths] counts them.
  @Total
  public static long ceilingMonths(long days, long months, long origin) {
    long index = floorIndex(Calendar.date(days), months, origin);
    long floor = firstDay(index);
    return floor == days ? days : firstDay(index + months);
  }

  /// Monday.
  @Total
  public static long floorWeeks(long days) {
    return CalendarKernels.monday(days);
  }

  /// Monday.
  @Total
  public static long ceilingWeeks(long days) {
    return CalendarKernels.monday(days + DAYS_PER_WEEK - 1);
  }

  /// Monday of the first week of the year that the week belongs to.
  @Total
  public static long floorIsoYears(long days) {
    return firstMonday(CalendarKernels.isoYear(days));
  }

  /// Monday of the first week of a year.
  @Total
  public static long ceilingIsoYears(long days) {
    long year = CalendarKernels.isoYear(days);
    long floor = firstMonday(year);
    return floor == days ? days : firstMonday(year + 1);
  }

  /// The day that a timestamp is in, or the next one when it is not at midnight.
  @Total
  public static long ceilingDate(long micros) {
    return Math.ceilDiv(micros, Calendar.MICROS_PER_DAY);
  }

  /// A timestamp at the start of a unit of a fixed length of at most a day.
  public static long floor(long micros, long unit) {
    return Math.subtractExact(micros, Math.floorMod(micros, unit));
  }

  /// A timestamp at the start of a unit of a fixed length of at most a day.
  public static long ceiling(long micros, long unit) {
    // Not from the floor, which need not fit when the ceiling does.
    return Math.addExact(micros, Math.floorMod(-Math.floorMod(micros, unit), unit));
  }

  /// An instant at the start of an hour or less of the wall clock. It stays on its side of a clock
  /// change, which the way by the wall clock and back could not know.
  public static long floorInstant(long micros, long unit, EvaluationContext context) {
    long local = Zones.toLocal(micros, context);
    return Math.addExact(micros, floor(local, unit) - local);
  }

  /// An instant at the start of an hour or less of the wall clock.
  public static long ceilingInstant(long micros, long unit, EvaluationContext context) {
    long local = Zones.toLocal(micros, context);
    return Math.addExact(micros, ceiling(local, unit) - local);
  }

  /// A time of day at the start of an hour or less; after the last one comes midnight.
  @Total
  public static long ceilingTime(long micros, long unit) {
    return (micros + unit - 1) / unit * unit % Calendar.MICROS_PER_DAY;
  }

  private static long floorIndex(long date, long months, long origin) {
    long index = Calendar.year(date) * 12 + Calendar.month(date) - 1 - origin;
    return index - Math.floorMod(index, months) + origin;
  }

  private static long firstDay(long index) {
    return Calendar.days(Math.floorDiv(index, 12L), (int) Math.floorMod(index, 12L) + 1, 1);
  }

  /// Monday of the week with the fourth of January.
  private static long firstMonday(long isoYear) {
    return CalendarKernels.monday(Calendar.days(isoYear, 1, 4));
  }
}
