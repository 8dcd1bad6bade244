package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;

/// Walks UTF-8 by code points. Text is taken to be valid, except by [#isValid]; on bytes that are
/// not, nothing is read out of bounds.
final class Utf8 {
  private Utf8() {}

  /// Number of code points: bytes that do not continue another.
  static int length(Slice text) {
    return length(text.array(), text.offset(), text.offset() + text.length());
  }

  static int length(byte[] bytes, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += (bytes[i] & 0xC0) != 0x80 ? 1 : 0;
    }
    return count;
  }

  /// Number of bytes of the code point that starts with this byte.
  static int width(byte first) {
    if (first >= 0) {
      return 1;
    }
    int b = first & 0xFF;
    return b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
  }

  /// The index after `count` code points from `at`, at most `end`.
  static int skip(byte[] bytes, int at, int end, long count) {
    int i = at;
    for (long n = count; n > 0 && i < end; n--) {
      i += width(bytes[i]);
    }
    return Math.min(i, end);
  }

  /// The index of the start of the code point before `at`, at least `start`.
  static int back(byte[] bytes, int at, int start) {
    int i = at - 1;
    while (i > start && (bytes[i] & 0xC0) == 0x80) {
      i--;
    }
    return Math.max(i, start);
  }

  static boolean isAscii(Slice text) {
    byte[] bytes = text.array();
    int or = 0;
    for (int i = text.offset(), end = i + text.length(); i < end; i++) {
      or |= bytes[i];
    }
    return or >= 0;
  }

  /// Whether the bytes are well-formed UTF-8: no overlong forms, surrogates, or values above
  /// U+10FFFF.
  static boolean isValid(Slice bytes) {
    byte[] array = bytes.array();
    int end = bytes.offset() + bytes.length();
    for (int i = bytes.offset(); i < end; ) {
      int width = width(array[i]);
      if (width == 1) {
        if (array[i++] < 0) {
          return false;
        }
        continue;
      }
      if (i + width > end) {
        return false;
      }
      int code = array[i] & (0x7F >> width);
      for (int k = 1; k < width; k++) {
        if ((array[i + k] & 0xC0) != 0x80) {
          return false;
        }
        code = code << 6 | (array[i + k] & 0x3F);
      }
      int least = width == 2 ? 0x80 : width == 3 ? 0x800 : 0x10000;
      if (code < least || code > Character.MAX_CODE_POINT || (code >= 0xD800 && code < 0xE000)) {
        return false;
      }
      i += width;
    }
    return true;
  }
}
