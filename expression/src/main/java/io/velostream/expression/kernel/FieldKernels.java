package io.velostream.expression.kernel;

/// Fields of timestamps without zone (microseconds), and of intervals. A date counts as its
/// midnight, a time of day as that of 1970-01-01.
@Total
public final class FieldKernels {
  private static final int THURSDAY = 3;

  private FieldKernels() {}

  /// Year; the year before 1 is 0.
  public static long year(long micros) {
    return Calendar.year(date(micros));
  }

  /// Year of the ISO week.
  public static long isoYear(long micros) {
    return Calendar.year(Calendar.date(thursday(micros)));
  }

  /// Quarter of the year, 1 to 4.
  public static long quarter(long micros) {
    return (Calendar.month(date(micros)) + 2L) / 3;
  }

  /// Month of the year, 1 to 12.
  public static long month(long micros) {
    return Calendar.month(date(micros));
  }

  /// ISO week of the year, 1 to 53.
  public static long week(long micros) {
    long thursday = thursday(micros);
    return (thursday - newYear(thursday)) / 7 + 1;
  }

  /// Day of the month, 1 to 31.
  public static long day(long micros) {
    return Calendar.day(date(micros));
  }

  /// Day of the week from 0, Sunday.
  public static long dayOfWeek(long micros) {
    return Math.floorMod(Calendar.dayOf(micros) + 4, 7L);
  }

  /// Day of the week from 1, Sunday.
  public static long dayOfWeekFromOne(long micros) {
    return dayOfWeek(micros) + 1;
  }

  /// Day of the week from 1, Monday, to 7.
  public static long isoDayOfWeek(long micros) {
    return Math.floorMod(Calendar.dayOf(micros) + THURSDAY, 7L) + 1;
  }

  /// Day of the year, 1 to 366.
  public static long dayOfYear(long micros) {
    long day = Calendar.dayOf(micros);
    return day - newYear(day) + 1;
  }

  /// Decade: the year divided by ten.
  public static long decade(long micros) {
    return Math.floorDiv(year(micros), 10L);
  }

  /// Century; the year 2000 is in the 20th, the one before the first is -1.
  public static long century(long micros) {
    return part(year(micros), 100);
  }

  /// Millennium; the year 2000 is in the second, the one before the first is -1.
  public static long millennium(long micros) {
    return part(year(micros), 1000);
  }

  /// Hour of the day.
  public static long hour(long micros) {
    return Calendar.timeOf(micros) / Calendar.MICROS_PER_HOUR;
  }

  /// Minute of the hour.
  public static long minute(long micros) {
    return Calendar.timeOf(micros) / Calendar.MICROS_PER_MINUTE % 60;
  }

  /// Second of the minute.
  public static long second(long micros) {
    return Calendar.timeOf(micros) / Calendar.MICROS_PER_SECOND % 60;
  }

  /// Millisecond of the minute, seconds included.
  public static long millisecond(long micros) {
    return Calendar.timeOf(micros) % Calendar.MICROS_PER_MINUTE / 1000;
  }

  /// Microsecond of the minute, seconds included.
  public static long microsecond(long micros) {
    return Calendar.timeOf(micros) % Calendar.MICROS_PER_MINUTE;
  }

  /// Nanosecond of the minute, seconds included.
  public static long nanosecond(long micros) {
    return microsecond(micros) * 1000;
  }

  /// Seconds since the epoch, rounded down.
  public static long epoch(long micros) {
    return Math.floorDiv(micros, Calendar.MICROS_PER_SECOND);
  }

  /// Days of an interval.
  public static long intervalDays(long micros) {
    return micros / Calendar.MICROS_PER_DAY;
  }

  /// Hours of an interval that make no full day.
  public static long intervalHours(long micros) {
    return micros / Calendar.MICROS_PER_HOUR % 24;
  }

  /// Minutes of an interval that make no full hour.
  public static long intervalMinutes(long micros) {
    return micros / Calendar.MICROS_PER_MINUTE % 60;
  }

  /// Seconds of an interval that make no full minute.
  public static long intervalSeconds(long micros) {
    return micros / Calendar.MICROS_PER_SECOND % 60;
  }

  /// Milliseconds of an interval that make no full minute.
  public static long intervalMilliseconds(long micros) {
    return micros % Calendar.MICROS_PER_MINUTE / 1000;
  }

  /// Microseconds of an interval that make no full minute.
  public static long intervalMicroseconds(long micros) {
    return micros % Calendar.MICROS_PER_MINUTE;
  }

  /// Seconds of an interval.
  public static long intervalEpoch(long micros) {
    return micros / Calendar.MICROS_PER_SECOND;
  }

  /// Nanoseconds of an interval that make no full minute.
  public static long intervalNanoseconds(long micros) {
    return intervalMicroseconds(micros) * 1000;
  }

  /// Years of an interval.
  public static long intervalYears(long months) {
    return months / 12;
  }

  /// Months of an interval that make no full year.
  public static long intervalMonths(long months) {
    return months % 12;
  }

  /// Quarter of the rest of an interval, from 1; from -1 down of a negative one.
  public static long intervalQuarter(long months) {
    return months % 12 / 3 + (months < 0 ? -1 : 1);
  }

  /// Decades of an interval.
  public static long intervalDecades(long months) {
    return months / 120;
  }

  /// Centuries of an interval.
  public static long intervalCenturies(long months) {
    return months / 1200;
  }

  /// Millennia of an interval.
  public static long intervalMillennia(long months) {
    return months / 12_000;
  }

  /// Seconds of an interval, with years of 365.25 and months of 30 days as in PostgreSQL.
  public static long intervalEpochOfMonths(long months) {
    return months / 12 * 31_557_600 + months % 12 * 2_592_000;
  }

  /// What an interval of the other family has of a unit: none.
  public static long none(long interval) {
    return 0;
  }

  private static long date(long micros) {
    return Calendar.date(Calendar.dayOf(micros));
  }

  private static long newYear(long day) {
    return Calendar.days(Calendar.year(Calendar.date(day)), 1, 1);
  }

  /// The Thursday of the ISO week, which decides to which year the week belongs.
  private static long thursday(long micros) {
    return Calendar.dayOf(micros) - isoDayOfWeek(micros) + 4;
  }

  private static long part(long year, int years) {
    return year > 0 ? (year + years - 1) / years : -1 - -year / years;
  }
}
