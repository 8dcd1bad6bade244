package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.expression.EvaluationContext;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Casts from text. Blanks around the text are ignored; anything else that does not belong to the
/// value is an error that names it.
public final class ParseKernels {
  private static final int MAX_EXPONENT_DIGITS = 6;

  private ParseKernels() {}

  /// true/false, t/f, yes/no, y/n, on/off, 1/0, in any letter case.
  public static long toBoolean(Slice text) {
    return switch (text.toText().strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> 1;
      case "false", "f", "no", "n", "off", "0" -> 0;
      default -> throw Failures.invalidCast(text.toText(), "BOOLEAN");
    };
  }

  /// An integer in `min .. max`: an optional sign and digits.
  public static long toInteger(Slice text, long min, long max) {
    byte[] bytes = text.array();
    int at = skipBlanks(text);
    int end = dropBlanks(text, at);
    boolean negative = at < end && bytes[at] == '-';
    if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
      at++;
    }
    if (at == end) {
      throw Failures.invalidCast(text.toText(), IntegerKernels.typeOf(max));
    }
    // Counts downwards, since there is one more negative number.
    long value = 0;
    boolean tooLarge = false;
    for (; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        throw Failures.invalidCast(text.toText(), IntegerKernels.typeOf(max));
      }
      tooLarge |= value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit;
      value = value * 10 - digit;
    }
    if (tooLarge || (!negative && value == Long.MIN_VALUE)) {
      throw Failures.overflow(text.toText().strip(), IntegerKernels.typeOf(max));
    }
    return IntegerKernels.inRange(negative ? value : -value, min, max);
  }

  /// A double in decimal or scientific form, `NaN`, `Infinity` or `inf`.
  public static double toDouble(Slice text) {
    String number = text.toText().strip();
    if (isNumber(number)) {
      return Double.parseDouble(number);
    }
    return special(number, text, "DOUBLE");
  }

  /// A REAL, rounded once.
  public static double toReal(Slice text) {
    String number = text.toText().strip();
    if (isNumber(number)) {
      return Float.parseFloat(number);
    }
    return special(number, text, "REAL");
  }

  /// A decimal of at most 18 digits.
  public static long toDecimal(Slice text, long precision, long scale) {
    return toWideDecimal(text, precision, scale).longValueExact();
  }

  /// A decimal of more than 18 digits.
  public static BigInteger toWideDecimal(Slice text, long precision, long scale) {
    String number = text.toText().strip();
    if (!isNumber(number) || exponentDigits(number) > MAX_EXPONENT_DIGITS) {
      throw Failures.invalidCast(text.toText(), DecimalKernels.type((int) precision, scale));
    }
    return CastKernels.unscaled(new BigDecimal(number), (int) precision, (int) scale);
  }

  /// A date; a time after it is accepted and dropped.
  public static long toDate(Slice text) {
    TemporalParser parser = new TemporalParser(text);
    long days = parser.date();
    parser.timeAfterDate();
    if (!parser.finished()) {
      throw Failures.invalidCast(text.toText(), "DATE");
    }
    return days;
  }

  /// A time of day; digits below `unit` microseconds are dropped.
  public static long toTime(Slice text, long unit) {
    TemporalParser parser = new TemporalParser(text);
    long micros = parser.time();
    if (!parser.finished()) {
      throw Failures.invalidCast(text.toText(), "TIME");
    }
    return micros - micros % unit;
  }

  /// A timestamp; one with an offset is converted to UTC. Digits below `unit` microseconds are
  /// dropped.
  public static long toTimestamp(Slice text, long unit) {
    TemporalParser parser = new TemporalParser(text);
    long micros = timestamp(parser, text);
    Long offset = parser.offsetMicros;
    return floorTo(offset == null ? micros : Math.subtractExact(micros, offset), unit);
  }

  /// An instant; without an offset the text is a time of the session's zone.
  public static long toInstant(Slice text, long unit, EvaluationContext context) {
    TemporalParser parser = new TemporalParser(text);
    long micros = timestamp(parser, text);
    Long offset = parser.offsetMicros;
    long instant =
        offset == null ? Zones.toInstant(micros, context) : Math.subtractExact(micros, offset);
    return floorTo(instant, unit);
  }

  /// A run of bytes that must be UTF-8.
  public static Slice toText(Slice bytes) {
    if (!Utf8.isValid(bytes)) {
      throw Failures.invalidCast(bytes.toText(), "VARCHAR");
    }
    return bytes;
  }

  private static long timestamp(TemporalParser parser, Slice text) {
    long micros = parser.timestamp();
    if (!parser.finished()) {
      throw Failures.invalidCast(text.toText(), "TIMESTAMP");
    }
    return micros;
  }

  private static long floorTo(long micros, long unit) {
    return micros - Math.floorMod(micros, unit);
  }

  private static double special(String number, Slice text, String type) {
    @Nullable Double value =
        switch (number.toLowerCase(Locale.ROOT)) {
          case "nan" -> Double.NaN;
          case "infinity", "inf", "+infinity", "+inf" -> Double.POSITIVE_INFINITY;
          case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
          default -> null;
        };
    if (value == null) {
      throw Failures.invalidCast(text.toText(), type);
    }
    return value;
  }

  /// Whether a text is `[+-]digits[.digits][e[+-]digits]` with a digit before or after the point.
  private static boolean isNumber(String text) {
    int at = 0;
    int end = text.length();
    if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    int whole = digits(text, at);
    at += whole;
    int fraction = 0;
    if (at < end && text.charAt(at) == '.') {
      fraction = digits(text, at + 1);
      at += 1 + fraction;
    }
    if (whole + fraction == 0) {
      return false;
    }
    if (at < end && (text.charAt(at) | 0x20) == 'e') {
      at++;
      if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      int exponent = digits(text, at);
      at += exponent;
      return exponent > 0 && at == end;
    }
    return at == end;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - from;
  }

  private static int exponentDigits(String number) {
    int at = Math.max(number.indexOf('e'), number.indexOf('E'));
    if (at < 0) {
      return 0;
    }
    boolean signed = number.charAt(at + 1) == '-' || number.charAt(at + 1) == '+';
    return number.length() - at - (signed ? 2 : 1);
  }

  private static int skipBlanks(Slice text) {
    int at = text.offset();
    int end = at + text.length();
    while (at < end && text.array()[at] == ' ') {
      at++;
    }
    return at;
  }

  private static int dropBlanks(Slice text, int from) {
    int end = text.offset() + text.length();
    while (end > from && text.array()[end - 1] == ' ') {
      end--;
    }
    return end;
  }
}
