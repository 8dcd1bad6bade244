package io.velostream.expression.kernel;

/// Parts of dates and times.
///
/// A date comes in two forms: as days since the epoch, and as what [#date] makes of them, which
/// holds the year, the month and the day. Queries that ask for several parts of one date so
/// compute that form once. Years are those of ISO 8601, where the year 1 follows the year 0;
/// centuries and millennia are counted by people, who start with the year 1. Weeks start on Monday,
/// and the first of a year is the one with its first Thursday.
@Total
public final class CalendarKernels {
  private static final int DAYS_PER_WEEK = 7;

  /// Days from a Monday to the epoch, a Thursday.
  private static final int EPOCH_WEEKDAY = 3;

  private CalendarKernels() {}

  /// The date of a day, for the functions that take a `date`.
  public static long date(long days) {
    return Calendar.date(days);
  }

  /// The year.
  public static long year(long date) {
    return Calendar.year(date);
  }

  /// 1 to 4.
  public static long quarter(long date) {
    return (Calendar.month(date) + 2) / 3;
  }

  /// 1 to 12.
  public static long month(long date) {
    return Calendar.month(date);
  }

  /// 1 to 31.
  public static long dayOfMonth(long date) {
    return Calendar.day(date);
  }

  /// The 2020s are 202.
  public static long decade(long date) {
    return Math.floorDiv(Calendar.year(date), 10);
  }

  /// 2000 is in the 20th, 2001 in the 21st; the one before the first is -1.
  public static long century(long date) {
    return counted(Calendar.year(date), 100);
  }

  /// 2000 is in the second, 2001 in the third; the one before the first is -1.
  public static long millennium(long date) {
    return counted(Calendar.year(date), 1000);
  }

  /// 1 (Sunday) to 7 (Saturday).
  public static long dayOfWeek(long days) {
    return Math.floorMod(days + EPOCH_WEEKDAY + 1, DAYS_PER_WEEK) + 1;
  }

  /// 1 (Monday) to 7 (Sunday).
  public static long isoDayOfWeek(long days) {
    return Math.floorMod(days + EPOCH_WEEKDAY, DAYS_PER_WEEK) + 1;
  }

  /// 1 to 366.
  public static long dayOfYear(long days) {
    return days - newYear(days) + 1;
  }

  /// 1 to 53.
  public static long isoWeek(long days) {
    long thursday = thursday(days);
    return (thursday - newYear(thursday)) / DAYS_PER_WEEK + 1;
  }

  /// The year that the week belongs to.
  public static long isoYear(long days) {
    return Calendar.year(Calendar.date(thursday(days)));
  }

  /// The last day of the month.
  public static long lastDay(long days) {
    long date = Calendar.date(days);
    int length = Calendar.daysInMonth(Calendar.year(date), Calendar.month(date));
    return days + length - Calendar.day(date);
  }

  /// One part of a time of day or of an interval: how many `unit`s there are, counted up to
  /// `modulus`. Those of a negative interval are negative.
  public static long part(long value, long unit, long modulus) {
    return value / unit % modulus;
  }

  /// Which quarter of a year a number of months is in, 1 to 4; of a negative number the other way.
  public static long quarterOfMonths(long months) {
    return months % 12 / 3 + (months < 0 ? -1 : 1);
  }

  /// Seconds in a number of months, with years of 365.25 and months of 30 days as in PostgreSQL.
  public static long secondsOfMonths(long months) {
    return months / 12 * 31_557_600 + months % 12 * 2_592_000;
  }

  /// Whole seconds from the epoch to a timestamp, rounded towards the past.
  public static long epochSeconds(long micros) {
    return Math.floorDiv(micros, Calendar.MICROS_PER_SECOND);
  }

  /// Monday of the week.
  static long monday(long days) {
    return days - Math.floorMod(days + EPOCH_WEEKDAY, DAYS_PER_WEEK);
  }

  static long newYear(long days) {
    return Calendar.days(Calendar.year(Calendar.date(days)), 1, 1);
  }

  private static long thursday(long days) {
    return monday(days) + 3;
  }

  private static long counted(long year, int size) {
    return year > 0 ? (year + size - 1) / size : -1 - -year / size;
  }
}
