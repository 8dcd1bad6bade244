package io.velostream.connector.formats;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import ch.randelshofer.fastdoubleparser.JavaFloatParser;

/// Kernels for integers and floating-point numbers in decimal notation.
///
/// Numbers with a mantissa of at most 2^53 and a power of ten of at most 22 are exact in one
/// multiplication or division (Clinger, PLDI 1990); the rest goes to FastDoubleParser.
final class NumberFields {
  /// A number of more characters than this is refused: exact arithmetic on it costs too much.
  static final int MAX_LENGTH = 1_000;

  /// Digits that always fit a long.
  static final int SAFE_DIGITS = 18;

  static final long MAX_EXACT_MANTISSA = 1L << 53;

  static final double[] POWERS = new double[23];

  static {
    double power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private NumberFields() {}

  /// A whole number in the range of the column; `1.0` and `1e3` are whole too.
  static boolean integer(Column column, int row, byte[] data, int from, int to) {
    boolean negative = data[from] == '-';
    int at = negative || data[from] == '+' ? from + 1 : from;
    if (at == to || to - at > SAFE_DIGITS) {
      return DecimalFields.wholeNumber(column, row, data, from, to);
    }
    long value = 0;
    for (; at < to; at++) {
      int digit = data[at] - '0';
      if (digit < 0 || digit > 9) {
        return DecimalFields.wholeNumber(column, row, data, from, to);
      }
      value = value * 10 + digit;
    }
    long signed = negative ? -value : value;
    if (signed < column.min || signed > column.max) {
      return false;
    }
    column.setLong(row, signed);
    return true;
  }

  static boolean float64(Column column, int row, byte[] data, int from, int to) {
    boolean negative = data[from] == '-';
    int at = negative || data[from] == '+' ? from + 1 : from;
    long mantissa = 0;
    int digits = 0;
    int fraction = 0;
    boolean point = false;
    for (; at < to; at++) {
      int digit = data[at] - '0';
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        digits++;
        fraction += point ? 1 : 0;
      } else if (data[at] == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (at < to
        || digits == 0
        || digits > SAFE_DIGITS
        || mantissa > MAX_EXACT_MANTISSA
        || fraction >= POWERS.length) {
      return anyFloat64(column, row, data, from, to);
    }
    double value = mantissa / POWERS[fraction];
    column.setDouble(row, negative ? -value : value);
    return true;
  }

  private static boolean anyFloat64(Column column, int row, byte[] data, int from, int to) {
    if (isDecimal(data, from, to)) {
      double value = JavaDoubleParser.parseDouble(data, from, to - from);
      column.setDouble(row, value);
      return !Double.isInfinite(value);
    }
    return special(column, row, data, from, to);
  }

  static boolean float32(Column column, int row, byte[] data, int from, int to) {
    if (isDecimal(data, from, to)) {
      float value = JavaFloatParser.parseFloat(data, from, to - from);
      column.setDouble(row, value);
      return !Float.isInfinite(value);
    }
    return special(column, row, data, from, to);
  }

  private static boolean special(Column column, int row, byte[] data, int from, int to) {
    boolean negative = data[from] == '-';
    int start = negative || data[from] == '+' ? from + 1 : from;
    double value;
    if (Ascii.equalsIgnoreCase(data, start, to, "nan")) {
      value = Double.NaN;
    } else if (Ascii.equalsIgnoreCase(data, start, to, "infinity")
        || Ascii.equalsIgnoreCase(data, start, to, "inf")) {
      value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    } else {
      return false;
    }
    column.setDouble(row, value);
    return true;
  }

  /// Whether the text is `[+-] digits [. digits] [e [+-] digits]` with at least one digit before
  /// the exponent, of bounded length.
  static boolean isDecimal(byte[] data, int from, int to) {
    if (to - from > MAX_LENGTH) {
      return false;
    }
    int at = from < to && (data[from] == '-' || data[from] == '+') ? from + 1 : from;
    int whole = digits(data, at, to);
    at += whole;
    int fraction = 0;
    if (at < to && data[at] == '.') {
      fraction = digits(data, at + 1, to);
      at += 1 + fraction;
    }
    if (whole + fraction == 0) {
      return false;
    }
    if (at < to && (data[at] | 0x20) == 'e') {
      at++;
      at += at < to && (data[at] == '-' || data[at] == '+') ? 1 : 0;
      int exponent = digits(data, at, to);
      at += exponent;
      if (exponent == 0) {
        return false;
      }
    }
    return at == to;
  }

  private static int digits(byte[] data, int from, int to) {
    int at = from;
    while (at < to && data[at] >= '0' && data[at] <= '9') {
      at++;
    }
    return at - from;
  }
}
