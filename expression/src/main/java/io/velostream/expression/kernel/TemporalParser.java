package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import org.jspecify.annotations.Nullable;

/// Reads dates, times and timestamps from the bytes of one text, left to right.
///
/// Accepts `2024-01-15`, `12:00`, `12:00:00.123456789` (digits after the sixth are dropped), a
/// blank or `T` between date and time, and after a time `Z` or an offset such as `+02:00`, `+0200`,
/// `-03`. Blanks around the text are ignored.
final class TemporalParser {
  private final byte[] bytes;
  private final int end;
  private int at;
  private boolean failed;

  /// Offset from UTC that followed the time, in microseconds, or `null` when there was none.
  @Nullable Long offsetMicros;

  TemporalParser(Slice text) {
    bytes = text.array();
    int from = text.offset();
    int to = from + text.length();
    while (from < to && bytes[from] == ' ') {
      from++;
    }
    while (to > from && bytes[to - 1] == ' ') {
      to--;
    }
    at = from;
    end = to;
  }

  /// Whether everything so far was well formed and nothing is left.
  boolean finished() {
    return !failed && at == end;
  }

  /// Whether the text goes on.
  boolean more() {
    return !failed && at < end;
  }

  /// Days since the epoch.
  long date() {
    boolean negative = take('-');
    if (!negative) {
      take('+');
    }
    int start = at;
    long year = number(1, 6);
    failed |= at - start < 4;
    expect('-');
    int month = (int) number(1, 2);
    expect('-');
    int day = (int) number(1, 2);
    long signedYear = negative ? -year : year;
    if (failed
        || month < 1
        || month > 12
        || day < 1
        || day > Calendar.daysInMonth(signedYear, month)) {
      failed = true;
      return 0;
    }
    return Calendar.days(signedYear, month, day);
  }

  /// Microseconds since midnight, and sets [#offsetMicros].
  long time() {
    long hour = number(1, 2);
    expect(':');
    long minute = number(2, 2);
    long second = 0;
    long fraction = 0;
    if (take(':')) {
      second = number(2, 2);
      if (take('.')) {
        fraction = fraction();
      }
    }
    failed |= hour > 23 || minute > 59 || second > 59;
    offset();
    return hour * Calendar.MICROS_PER_HOUR
        + minute * Calendar.MICROS_PER_MINUTE
        + second * Calendar.MICROS_PER_SECOND
        + fraction;
  }

  /// Microseconds since the epoch as the text reads, without its offset. The time may be missing.
  long timestamp() {
    long midnight = Calendar.midnight(date());
    return Math.addExact(midnight, timeAfterDate());
  }

  /// What follows a date: a time of day as [#time()] has it, or nothing, which is midnight.
  long timeAfterDate() {
    if (!more()) {
      return 0;
    }
    if (!take('T') && !take('t')) {
      expect(' ');
      skipBlanks();
    }
    return time();
  }

  void skipBlanks() {
    while (at < end && bytes[at] == ' ') {
      at++;
    }
  }

  /// Takes one byte if it is next.
  boolean take(char wanted) {
    if (at < end && bytes[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /// Takes a run of letters, in lower case; empty when there is none.
  String word() {
    StringBuilder word = new StringBuilder();
    while (at < end && Character.isLetter(bytes[at])) {
      word.append((char) (bytes[at++] | 0x20));
    }
    return word.toString();
  }

  /// Whether a digit is next.
  boolean atDigit() {
    return at < end && bytes[at] >= '0' && bytes[at] <= '9';
  }

  /// A run of at least `min` and at most `max` digits.
  long number(int min, int max) {
    long value = 0;
    int start = at;
    while (at - start < max && atDigit()) {
      value = value * 10 + (bytes[at++] - '0');
    }
    failed |= at - start < min;
    return value;
  }

  /// Digits after a point as microseconds.
  long fraction() {
    long value = 0;
    int digits = 0;
    for (; atDigit(); at++) {
      if (digits < 6) {
        value = value * 10 + (bytes[at] - '0');
      }
      digits++;
    }
    failed |= digits == 0;
    for (; digits < 6; digits++) {
      value *= 10;
    }
    return value;
  }

  void fail() {
    failed = true;
  }

  private void expect(char wanted) {
    failed |= !take(wanted);
  }

  private void offset() {
    int start = at;
    skipBlanks();
    if (take('Z') || take('z')) {
      offsetMicros = 0L;
      return;
    }
    boolean negative = take('-');
    if (!negative && !take('+')) {
      at = start;
      return;
    }
    long hours = number(2, 2);
    long minutes = 0;
    if (take(':') || atDigit()) {
      minutes = number(2, 2);
    }
    failed |= hours > 18 || minutes > 59;
    long size = hours * Calendar.MICROS_PER_HOUR + minutes * Calendar.MICROS_PER_MINUTE;
    offsetMicros = negative ? -size : size;
  }
}
