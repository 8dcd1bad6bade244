package io.velostream.connector.formats;

import io.velostream.columnar.DataType;
import java.nio.charset.StandardCharsets;

/// What the text of a CSV field or of a JSON string could be read as, for schema inference.
enum TextType {
  /// No value: NULL.
  NONE,
  BIGINT,
  DOUBLE,
  BOOLEAN,
  DATE,
  TIME,
  TIMESTAMP_MILLIS,
  TIMESTAMP_MICROS,
  OTHER;

  private static final int DATE_LENGTH = 10;
  private static final int MAX_NUMBER = 40;

  /// The narrowest type of a text that is not empty.
  static TextType of(byte[] text) {
    int length = text.length;
    if (Ascii.equalsIgnoreCase(text, 0, length, "true")
        || Ascii.equalsIgnoreCase(text, 0, length, "false")) {
      return BOOLEAN;
    }
    if (length > 0 && length <= MAX_NUMBER && NumberFields.isDecimal(text, 0, length)) {
      return number(text);
    }
    if (length == DATE_LENGTH) {
      return TimeFields.day(text, 0) == TimeFields.INVALID ? OTHER : DATE;
    }
    if (length > DATE_LENGTH && TimeFields.timestamp(text, 0, length) != TimeFields.INVALID) {
      return fractionDigits(text) > 3 ? TIMESTAMP_MICROS : TIMESTAMP_MILLIS;
    }
    return TimeFields.timeOfDay(text, 0, length) == TimeFields.INVALID ? OTHER : TIME;
  }

  /// BIGINT or DOUBLE; digits with a leading zero (`007`) are a code, not a number.
  private static TextType number(byte[] text) {
    int first = text[0] == '-' || text[0] == '+' ? 1 : 0;
    boolean whole = true;
    for (int i = first; i < text.length; i++) {
      whole &= text[i] >= '0' && text[i] <= '9';
    }
    if (text.length > first + 1 && text[first] == '0' && text[first + 1] != '.' && whole) {
      return OTHER;
    }
    return whole && text.length - first <= NumberFields.SAFE_DIGITS ? BIGINT : wide(text, whole);
  }

  private static TextType wide(byte[] text, boolean whole) {
    if (whole && text.length <= 20) {
      try {
        Long.parseLong(new String(text, StandardCharsets.ISO_8859_1));
        return BIGINT;
      } catch (NumberFormatException _) {
        return DOUBLE; // nineteen digits or more may lie outside the range of BIGINT
      }
    }
    return DOUBLE;
  }

  private static int fractionDigits(byte[] text) {
    int digits = 0;
    boolean point = false;
    for (int i = DATE_LENGTH; i < text.length; i++) {
      if (text[i] == '.') {
        point = true;
      } else if (point) {
        if (text[i] < '0' || text[i] > '9') {
          break;
        }
        digits++;
      }
    }
    return digits;
  }

  /// The narrowest type that holds both.
  TextType join(TextType other) {
    if (this == other) {
      return this;
    }
    TextType low = compareTo(other) < 0 ? this : other;
    TextType high = low == this ? other : this;
    if (low == NONE) {
      return high;
    }
    boolean numbers = low == BIGINT && high == DOUBLE;
    boolean moments = low == TIMESTAMP_MILLIS && high == TIMESTAMP_MICROS;
    boolean days = low == DATE && (high == TIMESTAMP_MILLIS || high == TIMESTAMP_MICROS);
    return numbers || moments || days ? high : OTHER;
  }

  /// The SQL type.
  DataType dataType() {
    return switch (this) {
      case BIGINT -> DataType.BIGINT;
      case DOUBLE -> DataType.DOUBLE;
      case BOOLEAN -> DataType.BOOLEAN;
      case DATE -> DataType.DATE;
      case TIME -> new DataType.Time(6);
      case TIMESTAMP_MILLIS -> DataType.TIMESTAMP_MILLIS;
      case TIMESTAMP_MICROS -> new DataType.Timestamp(6, false);
      case NONE, OTHER -> DataType.STRING;
    };
  }
}
