package io.velostream.connector.formats;

/// Kernels for dates, times and timestamps.
///
/// Accepted: `yyyy-MM-dd`, `HH:mm[:ss[.fraction]]`, and both joined by a blank or `T`, then
/// optionally `Z` or an offset such as `+02:00`. Fractions may have up to nine digits; those beyond
/// the column's precision are dropped. A timestamp without zone counts as UTC.
final class TimeFields {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;
  static final long MICROS_PER_DAY = SECONDS_PER_DAY * MICROS_PER_SECOND;
  static final int DATE_LENGTH = 10;
  static final int SECONDS_LENGTH = 19;

  /// The eight bytes `00:00:00`.
  static final long MIDNIGHT = 0x30303A30303A3030L;

  private static final long COLONS = 0x0000FF0000FF0000L;

  private static final int MAX_FRACTION = 9;
  private static final int[] DAYS_IN_MONTH = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final long[] MICROS_PER_LAST_DIGIT = {
    1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  /// What the readers below return for text that is not well formed; no valid value is as small.
  static final long INVALID = Long.MIN_VALUE;

  private TimeFields() {}

  static boolean date(Column column, int row, byte[] data, int from, int to) {
    long day = to - from == DATE_LENGTH ? day(data, from) : INVALID;
    column.setLong(row, day);
    return day != INVALID;
  }

  static boolean time(Column column, int row, byte[] data, int from, int to) {
    long micros = timeOfDay(data, from, to);
    column.setLong(row, truncated(micros, column.scale));
    return micros != INVALID;
  }

  static boolean timestamp(Column column, int row, byte[] data, int from, int to) {
    if (to - from >= DATE_LENGTH && data[from + 4] == '-') {
      long micros = timestamp(data, from, to);
      if (micros == INVALID) {
        return false;
      }
      column.setLong(row, truncated(micros, column.scale));
      return true;
    }
    return epoch(column, row, data, from, to);
  }

  private static boolean epoch(Column column, int row, byte[] data, int from, int to) {
    boolean negative = data[from] == '-';
    int start = negative ? from + 1 : from;
    if (start == to || to - start > NumberFields.SAFE_DIGITS) {
      return false;
    }
    long count = 0;
    for (int i = start; i < to; i++) {
      int digit = data[i] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      count = count * 10 + digit;
    }
    return storeEpoch(column, row, negative ? -count : count);
  }

  /// Stores a count of the column's unit since the epoch; `false` when numbers are refused or it is
  /// out of range.
  static boolean storeEpoch(Column column, int row, long count) {
    long unit = column.timestamps.microsPerUnit();
    long micros = count * unit;
    if (unit == 0 || Math.multiplyHigh(count, unit) != micros >> 63) {
      return false;
    }
    column.setLong(row, truncated(micros, column.scale));
    return true;
  }

  /// Microseconds since the epoch, or [#INVALID].
  static long timestamp(byte[] data, int from, int to) {
    long day = day(data, from);
    int at = from + DATE_LENGTH;
    if (day == INVALID || at == to) {
      return day == INVALID ? INVALID : day * MICROS_PER_DAY;
    }
    if (data[at] != ' ' && data[at] != 'T' && data[at] != 't') {
      return INVALID;
    }
    at++;
    int zone = at;
    while (zone < to && isOfTime(data[zone])) {
      zone++;
    }
    long time = timeOfDay(data, at, zone);
    int offset = offsetMinutes(data, zone, to);
    if (time == INVALID || offset == Integer.MIN_VALUE) {
      return INVALID;
    }
    return day * MICROS_PER_DAY + time - offset * 60L * MICROS_PER_SECOND;
  }

  private static boolean isOfTime(byte c) {
    return (c >= '0' && c <= '9') || c == ':' || c == '.';
  }

  /// Minutes east of UTC that `Z`, `+hh`, `+hhmm` or `+hh:mm` says; 0 for nothing,
  /// `Integer.MIN_VALUE` for something else.
  private static int offsetMinutes(byte[] data, int from, int to) {
    int length = to - from;
    if (length == 0 || (length == 1 && (data[from] | 0x20) == 'z')) {
      return 0;
    }
    boolean colon = length == 6 && data[from + 3] == ':';
    if ((data[from] != '+' && data[from] != '-') || (length != 3 && length != 5 && !colon)) {
      return Integer.MIN_VALUE;
    }
    int hours = Ascii.number(data, from + 1, 2);
    int minutes = length == 3 ? 0 : Ascii.number(data, to - 2, 2);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int total = hours * 60 + minutes;
    return data[from] == '-' ? -total : total;
  }

  /// Microseconds since midnight of `HH:mm[:ss[.fraction]]`, or [#INVALID].
  static long timeOfDay(byte[] data, int from, int to) {
    int length = to - from;
    if (length < 5 || data[from + 2] != ':') {
      return INVALID;
    }
    int hours = Ascii.number(data, from, 2);
    int minutes = Ascii.number(data, from + 3, 2);
    int seconds = 0;
    long micros = 0;
    if (length > 5) {
      if (length < 8 || data[from + 5] != ':') {
        return INVALID;
      }
      seconds = Ascii.number(data, from + 6, 2);
      if (length > 8) {
        micros = data[from + 8] == '.' ? fraction(data, from + 9, to) : INVALID;
      }
    }
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) {
      return INVALID;
    }
    return micros == INVALID
        ? INVALID
        : ((hours * 60L + minutes) * 60 + seconds) * MICROS_PER_SECOND + micros;
  }

  private static long fraction(byte[] data, int from, int to) {
    int digits = to - from;
    if (digits < 1 || digits > MAX_FRACTION) {
      return INVALID;
    }
    long value = Ascii.number(data, from, digits);
    if (value < 0) {
      return INVALID;
    }
    for (int i = digits; i < 6; i++) {
      value *= 10;
    }
    for (int i = digits; i > 6; i--) {
      value /= 10;
    }
    return value;
  }

  /// Whether eight bytes, which were combined with [#MIDNIGHT] by exclusive or, are `HH:mm:ss`.
  static boolean isTimeOfDay(long word) {
    return (word & COLONS) == 0
        && ((word + 0x7676007676007676L) & Words.HIGH_BITS) == 0
        && (word & Words.HIGH_BITS) == 0
        && pair(word, 0) <= 23
        && pair(word, 3) <= 59
        && pair(word, 6) <= 59;
  }

  /// Microseconds since midnight of such bytes.
  static long microsOfDay(long word) {
    return ((pair(word, 0) * 60L + pair(word, 3)) * 60 + pair(word, 6)) * MICROS_PER_SECOND;
  }

  /// The number of two digits from byte `index` on.
  private static int pair(long word, int index) {
    int digits = (int) (word >>> (8 * index));
    return (digits & 0xF) * 10 + (digits >>> 8 & 0xF);
  }

  /// What the last of so many digits of a fraction counts, 1 to 6 of them.
  static long microsPerLastDigit(int digits) {
    return MICROS_PER_LAST_DIGIT[digits];
  }

  /// Days since the epoch of the ten bytes `yyyy-MM-dd`, or [#INVALID].
  static long day(byte[] data, int from) {
    int year = Ascii.number(data, from, 4);
    int month = Ascii.number(data, from + 5, 2);
    int day = Ascii.number(data, from + 8, 2);
    if (year < 0
        || month < 1
        || month > 12
        || day < 1
        || day > DAYS_IN_MONTH[month - 1]
        || data[from + 4] != '-'
        || data[from + 7] != '-') {
      return INVALID;
    }
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && day == 29 && !leap ? INVALID : epochDay(year, month, day);
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant's `days_from_civil`: count
  /// from 1 March, so that the leap day is the last of its year).
  private static long epochDay(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }

  /// The value without the fraction digits beyond `precision`, towards the past.
  static long truncated(long micros, int precision) {
    if (precision >= 6 || micros == INVALID) {
      return micros;
    }
    long unit = MICROS_PER_LAST_DIGIT[precision];
    return Math.floorDiv(micros, unit) * unit;
  }
}
