package io.velostream.expression.kernel;

/// A timestamp taken apart.
///
/// @param days since 1970-01-01
/// @param micros since midnight
/// @param year of the proleptic Gregorian calendar, 0 being 1 BC
record Moment(long days, long micros, long year, int month, int day) {
  /// The Julian day of 1970-01-01.
  static final long JULIAN_EPOCH = 2_440_588;

  static Moment of(long timestamp) {
    long days = Calendar.dayOf(timestamp);
    long date = Calendar.date(days);
    return new Moment(
        days,
        Calendar.timeOf(timestamp),
        Calendar.year(date),
        Calendar.month(date),
        Calendar.day(date));
  }

  /// The year of its era.
  long shownYear() {
    return year > 0 ? year : 1 - year;
  }

  int hour() {
    return (int) (micros / Calendar.MICROS_PER_HOUR);
  }

  /// From 1 for Monday.
  int isoDay() {
    return isoDay(days);
  }

  static int isoDay(long days) {
    return (int) Math.floorMod(days + 3, 7L) + 1;
  }

  long dayOfYear() {
    return days - Calendar.days(year, 1, 1) + 1;
  }

  /// The year that the week belongs to.
  long isoYear() {
    if (days < isoStart(year)) {
      return year - 1;
    }
    return days < isoStart(year + 1) ? year : year + 1;
  }

  /// The Monday of the first week of its ISO year.
  long isoStart() {
    return isoStart(isoYear());
  }

  /// The Monday of the first week of an ISO year: the one with the 4th of January.
  static long isoStart(long isoYear) {
    long fourth = Calendar.days(isoYear, 1, 4);
    return fourth - isoDay(fourth) + 1;
  }
}
