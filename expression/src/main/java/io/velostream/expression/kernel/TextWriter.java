package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.util.Arrays;

/// Puts numbers and times together as ASCII.
final class TextWriter {
  private byte[] bytes = new byte[32];
  private int length;

  void put(char c) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) c;
  }

  void put(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      put(ascii.charAt(i));
    }
  }

  /// A number that is not negative with at least so many digits.
  void number(long value, int minDigits) {
    long scale = 1;
    int digits = 1;
    while (value / scale >= 10) {
      scale *= 10;
      digits++;
    }
    for (int i = digits; i < minDigits; i++) {
      put('0');
    }
    for (; scale > 0; scale /= 10) {
      put((char) ('0' + value / scale % 10));
    }
  }

  /// `2024-01-15`, with a sign before years that do not fit four digits.
  void date(long days) {
    long date = Calendar.date(days);
    long year = Calendar.year(date);
    if (year < 0) {
      put('-');
    } else if (year > 9999) {
      put('+');
    }
    number(Math.abs(year), 4);
    put('-');
    number(Calendar.month(date), 2);
    put('-');
    number(Calendar.day(date), 2);
  }

  /// `12:34:56.123` with so many digits after the point.
  void time(long micros, int fractionDigits) {
    number(micros / Calendar.MICROS_PER_HOUR, 2);
    put(':');
    number(micros / Calendar.MICROS_PER_MINUTE % 60, 2);
    put(':');
    number(micros / Calendar.MICROS_PER_SECOND % 60, 2);
    if (fractionDigits > 0) {
      put('.');
      long fraction = micros % Calendar.MICROS_PER_SECOND;
      long unit = 100_000;
      for (int i = 0; i < fractionDigits; i++, unit /= 10) {
        put((char) ('0' + fraction / unit % 10));
      }
    }
  }

  Slice slice() {
    return new Slice(bytes, 0, length);
  }
}
