package io.velostream.connector.formats;

import io.velostream.columnar.DataType;

/// The text of dates, times, timestamps and intervals.
final class TimeText {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int[] MICROS_PER_DIGIT = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  private TimeText() {}

  /// `yyyy-MM-dd` in the proleptic Gregorian calendar (Hinnant's `civil_from_days`).
  static void date(long epochDay, TextBuffer out) {
    long z = epochDay + 719_468;
    long era = Math.floorDiv(z, 146_097L);
    long dayOfEra = z - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long fromMarch = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * fromMarch + 2) / 5 + 1;
    long month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    if (year < 0) {
      out.append('-');
    }
    out.appendPadded(Math.abs(year), 4);
    out.append('-');
    out.appendPadded(month, 2);
    out.append('-');
    out.appendPadded(day, 2);
  }

  /// `HH:mm:ss`, with `precision` fraction digits if there are any.
  static void time(long microsOfDay, int precision, TextBuffer out) {
    long seconds = microsOfDay / MICROS_PER_SECOND;
    out.appendPadded(seconds / 3_600, 2);
    out.append(':');
    out.appendPadded(seconds / 60 % 60, 2);
    out.append(':');
    out.appendPadded(seconds % 60, 2);
    if (precision > 0) {
      out.append('.');
      int digits = Math.min(precision, MICROS_PER_DIGIT.length - 1);
      out.appendPadded(microsOfDay % MICROS_PER_SECOND / MICROS_PER_DIGIT[digits], digits);
    }
  }

  /// A timestamp as text or as a number since the epoch. An instant ends in `Z`, and so does any
  /// timestamp in ISO form.
  static void timestamp(
      long micros, DataType.Timestamp type, TimestampFormat format, TextBuffer out) {
    if (!format.isText()) {
      out.appendLong(Math.floorDiv(micros, format.microsPerUnit()));
      return;
    }
    boolean iso = format == TimestampFormat.ISO;
    long day = Math.floorDiv(micros, TimeFields.MICROS_PER_DAY);
    date(day, out);
    out.append(iso ? 'T' : ' ');
    time(micros - day * TimeFields.MICROS_PER_DAY, type.precision(), out);
    if (iso || type.local()) {
      out.append('Z');
    }
  }

  /// `years-months`, or `days hours:minutes:seconds.micros`.
  static void interval(long value, DataType.Interval.Family family, TextBuffer out) {
    out.append(value < 0 ? '-' : '+');
    long magnitude = Math.abs(value);
    switch (family) {
      case YEAR_MONTH -> {
        out.appendLong(magnitude / 12);
        out.append('-');
        out.appendPadded(magnitude % 12, 2);
      }
      case DAY_TIME -> {
        out.appendLong(magnitude / TimeFields.MICROS_PER_DAY);
        out.append(' ');
        time(magnitude % TimeFields.MICROS_PER_DAY, 6, out);
      }
    }
  }
}
