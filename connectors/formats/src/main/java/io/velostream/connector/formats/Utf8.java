package io.velostream.connector.formats;

/// Checks and counts UTF-8.
public final class Utf8 {
  private Utf8() {}

  /// Whether the bytes `[from, to)` are well-formed UTF-8 (Unicode 16, table 3-7): no overlong
  /// forms, no surrogates, nothing above U+10FFFF.
  public static boolean isValid(byte[] data, int from, int to) {
    int at = from;
    while (at < to) {
      while (at + 8 <= to && (Words.at(data, at) & Words.HIGH_BITS) == 0) {
        at += 8;
      }
      while (at < to && data[at] >= 0) {
        at++;
      }
      if (at < to) {
        int length = sequence(data, at, to);
        if (length == 0) {
          return false;
        }
        at += length;
      }
    }
    return true;
  }

  /// Length of the well-formed sequence of two bytes or more at `at`, or 0.
  private static int sequence(byte[] data, int at, int to) {
    int first = data[at] & 0xFF;
    int length;
    int low = 0x80;
    int high = 0xBF;
    if (first >= 0xC2 && first <= 0xDF) {
      length = 2;
    } else if (first >= 0xE0 && first <= 0xEF) {
      length = 3;
      low = first == 0xE0 ? 0xA0 : low;
      high = first == 0xED ? 0x9F : high;
    } else if (first >= 0xF0 && first <= 0xF4) {
      length = 4;
      low = first == 0xF0 ? 0x90 : low;
      high = first == 0xF4 ? 0x8F : high;
    } else {
      return 0;
    }
    if (at + length > to) {
      return 0;
    }
    int second = data[at + 1] & 0xFF;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((data[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /// Number of code points in well-formed UTF-8.
  public static int codePoints(byte[] data, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += (data[i] & 0xC0) != 0x80 ? 1 : 0;
    }
    return count;
  }

  /// Writes a code point and returns the index behind it.
  static int put(int code, byte[] out, int from) {
    int o = from;
    if (code < 0x80) {
      out[o++] = (byte) code;
    } else if (code < 0x800) {
      out[o++] = (byte) (0xC0 | code >> 6);
      out[o++] = (byte) (0x80 | code & 0x3F);
    } else if (code < 0x10000) {
      out[o++] = (byte) (0xE0 | code >> 12);
      out[o++] = (byte) (0x80 | code >> 6 & 0x3F);
      out[o++] = (byte) (0x80 | code & 0x3F);
    } else {
      out[o++] = (byte) (0xF0 | code >> 18);
      out[o++] = (byte) (0x80 | code >> 12 & 0x3F);
      out[o++] = (byte) (0x80 | code >> 6 & 0x3F);
      out[o++] = (byte) (0x80 | code & 0x3F);
    }
    return o;
  }
}
