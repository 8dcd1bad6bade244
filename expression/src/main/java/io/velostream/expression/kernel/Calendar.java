package io.velostream.expression.kernel;

/// Arithmetic of the proleptic Gregorian calendar on days and microseconds since 1970-01-01.
///
/// The conversion between days and dates counts in eras of 400 years that start on the first of
/// March, the method of Howard Hinnant's "chrono-compatible low-level date algorithms".
final class Calendar {
  static final long MICROS_PER_SECOND = 1_000_000L;
  static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
  static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
  static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

  private static final int DAYS_PER_ERA = 146_097;
  private static final int EPOCH_SHIFT = 719_468;
  private static final long MAX_DAYS = Long.MAX_VALUE / MICROS_PER_DAY;

  private Calendar() {}

  /// Days since the epoch of a date.
  static long days(long year, int month, int day) {
    long marchYear = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(marchYear, 400L);
    long yearOfEra = marchYear - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
  }

  /// The date of a day, packed as `year << 16 | month << 8 | day`.
  static long date(long days) {
    long shifted = days + EPOCH_SHIFT;
    long era = Math.floorDiv(shifted, (long) DAYS_PER_ERA);
    long dayOfEra = shifted - era * DAYS_PER_ERA;
    long yearOfEra =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / (DAYS_PER_ERA - 1)) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long marchMonth = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
    long month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 16 | month << 8 | day;
  }

  static long year(long date) {
    return date >> 16;
  }

  static int month(long date) {
    return (int) (date >> 8) & 0xFF;
  }

  static int day(long date) {
    return (int) date & 0xFF;
  }

  static int daysInMonth(long year, int month) {
    return switch (month) {
      case 2 -> isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  static boolean isLeap(long year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /// Days since the epoch of a timestamp.
  static long dayOf(long micros) {
    return Math.floorDiv(micros, MICROS_PER_DAY);
  }

  /// Microseconds since midnight of a timestamp.
  static long timeOf(long micros) {
    return Math.floorMod(micros, MICROS_PER_DAY);
  }

  /// A date moved by months; the day is clamped to the end of the month.
  static long addMonths(long days, long months) {
    long date = date(days);
    long total = Math.addExact(year(date) * 12 + month(date) - 1, months);
    long year = Math.floorDiv(total, 12L);
    int month = (int) Math.floorMod(total, 12L) + 1;
    if (Math.abs(year) > MAX_DAYS / 360) {
      throw Failures.overflow("year " + year, "DATE");
    }
    return days(year, month, Math.min(day(date), daysInMonth(year, month)));
  }

  /// Midnight of a day as a timestamp.
  static long midnight(long days) {
    if (days > MAX_DAYS || days < -MAX_DAYS) {
      throw Failures.overflow("day " + days, "TIMESTAMP");
    }
    return days * MICROS_PER_DAY;
  }
}
