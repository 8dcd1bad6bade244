package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A format of dates and times in which every part has a fixed number of digits, printed and read
/// without the objects of `java.time`. What it prints and reads is the same; it leaves to
/// `java.time` what does not fit it: years outside of 0 to 9999, and all texts that are not of its
/// form, wrong or right.
final class FixedPattern {
  /// What [#parse] gives for a text that it leaves alone. It is no timestamp of such a format.
  static final long NO_MATCH = Long.MIN_VALUE;

  private static final int MAX_YEAR = 9999;
  private static final int MAX_FRACTION = 6;

  /// The letters of the parts; the place of each is its index in the arrays of widths and offsets.
  private static final String LETTERS = "uMdHmsS";

  private static final int YEAR = 0;
  private static final int MONTH = 1;
  private static final int DAY = 2;
  private static final int HOUR = 3;
  private static final int MINUTE = 4;
  private static final int SECOND = 5;
  private static final int FRACTION = 6;

  /// The text with a 0 for each digit of a part.
  private final byte[] template;

  /// Where each part starts, or -1.
  private final int[] offsets;

  /// Digits of each part, or 0.
  private final int[] widths;

  /// Microseconds in the last digit of the fraction.
  private final long fractionUnit;

  /// For each byte of the template whether it must be there as it is.
  private final boolean[] literal;

  private FixedPattern(byte[] template, int[] offsets, int[] widths) {
    this.template = template;
    this.offsets = offsets;
    this.widths = widths;
    long unit = Calendar.MICROS_PER_SECOND;
    for (int i = 0; i < widths[FRACTION]; i++) {
      unit /= 10;
    }
    fractionUnit = unit;
    literal = new boolean[template.length];
    Arrays.fill(literal, true);
    for (int part = 0; part < widths.length; part++) {
      if (widths[part] > 0) {
        Arrays.fill(literal, offsets[part], offsets[part] + widths[part], false);
      }
    }
  }

  /// The format of a pattern, or `null` when it is not of this kind.
  static @Nullable FixedPattern of(String pattern) {
    StringBuilder template = new StringBuilder();
    int[] offsets = new int[LETTERS.length()];
    int[] widths = new int[LETTERS.length()];
    Arrays.fill(offsets, -1);
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (Character.isLetter(c)) {
        int end = at;
        while (end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
        int part = LETTERS.indexOf(c);
        if (part < 0 || offsets[part] >= 0 || !isFixed(part, end - at)) {
          return null;
        }
        // After digits without a fixed end java.time reads fractions in its own way.
        if (part == FRACTION
            && at > 0
            && Character.isLetter(pattern.charAt(at - 1))
            && pattern.charAt(at - 1) != 's') {
          return null;
        }
        offsets[part] = template.length();
        widths[part] = end - at;
        template.repeat('0', end - at);
        at = end;
      } else {
        at = literal(pattern, at, template);
        if (at < 0) {
          return null;
        }
      }
    }
    return new FixedPattern(
        template.toString().getBytes(StandardCharsets.US_ASCII), offsets, widths);
  }

  private static boolean isFixed(int part, int count) {
    return switch (part) {
      case YEAR -> count == 4;
      case FRACTION -> count <= MAX_FRACTION;
      default -> count == 2;
    };
  }

  /// Copies one character, or a quoted text; where the pattern goes on, or -1 when the literal is
  /// not ASCII, has digits (which would join those of a part) or special characters.
  private static int literal(String pattern, int from, StringBuilder template) {
    char c = pattern.charAt(from);
    if (c != '\'') {
      template.append(c);
      return isPlain(c) && "[]{}#".indexOf(c) < 0 ? from + 1 : -1;
    }
    int end = pattern.indexOf('\'', from + 1);
    if (end <= from + 1) {
      return -1;
    }
    for (int i = from + 1; i < end; i++) {
      if (!isPlain(pattern.charAt(i))) {
        return -1;
      }
      template.append(pattern.charAt(i));
    }
    boolean quote = end + 1 < pattern.length() && pattern.charAt(end + 1) == '\'';
    return quote ? -1 : end + 1;
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7F && !Character.isDigit(c);
  }

  /// A timestamp as text, or `null` when its year does not have four digits.
  @Nullable Slice print(long micros) {
    long date = Calendar.date(Calendar.dayOf(micros));
    long year = Calendar.year(date);
    if (year < 0 || year > MAX_YEAR) {
      return null;
    }
    long time = Calendar.timeOf(micros);
    byte[] out = template.clone();
    digits(out, YEAR, year);
    digits(out, MONTH, Calendar.month(date));
    digits(out, DAY, Calendar.day(date));
    digits(out, HOUR, time / Calendar.MICROS_PER_HOUR);
    digits(out, MINUTE, time / Calendar.MICROS_PER_MINUTE % 60);
    digits(out, SECOND, time / Calendar.MICROS_PER_SECOND % 60);
    digits(out, FRACTION, time % Calendar.MICROS_PER_SECOND / fractionUnit);
    return new Slice(out, 0, out.length);
  }

  private void digits(byte[] out, int part, long value) {
    int start = offsets[part];
    long rest = value;
    for (int i = start + widths[part] - 1; i >= start; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /// The timestamp that a text names, or [#NO_MATCH].
  long parse(Slice text) {
    if (text.length() != template.length) {
      return NO_MATCH;
    }
    for (int i = 0; i < template.length; i++) {
      byte c = text.at(i);
      if (literal[i] ? c != template[i] : c < '0' || c > '9') {
        return NO_MATCH;
      }
    }
    long year = offsets[YEAR] < 0 ? 1970 : number(text, YEAR);
    int month = offsets[MONTH] < 0 ? 1 : number(text, MONTH);
    int day = offsets[DAY] < 0 ? 1 : number(text, DAY);
    int hour = number(text, HOUR);
    int minute = number(text, MINUTE);
    int second = number(text, SECOND);
    if (month < 1
        || month > 12
        || day < 1
        || day > Calendar.daysInMonth(year, month)
        || hour > 23
        || minute > 59
        || second > 59
        || !hasTime()) {
      return NO_MATCH;
    }
    return Calendar.midnight(Calendar.days(year, month, day))
        + hour * Calendar.MICROS_PER_HOUR
        + minute * Calendar.MICROS_PER_MINUTE
        + second * Calendar.MICROS_PER_SECOND
        + number(text, FRACTION) * fractionUnit;
  }

  /// Whether there is no part of a time without those above it.
  private boolean hasTime() {
    for (int part = SECOND + 1; part > HOUR; part--) {
      if (offsets[part] >= 0 && offsets[part - 1] < 0) {
        return false;
      }
    }
    return true;
  }

  private int number(Slice text, int part) {
    int value = 0;
    int start = offsets[part];
    for (int i = start; i < start + widths[part]; i++) {
      value = value * 10 + (text.at(i) - '0');
    }
    return value;
  }
}
