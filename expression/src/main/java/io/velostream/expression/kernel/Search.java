package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.util.Arrays;

/// Finds bytes in bytes. In UTF-8 a match of whole characters always starts at a character.
final class Search {
  private Search() {}

  /// Index in the array of the first occurrence at or after `from`, or -1.
  static int indexOf(Slice text, Slice part, int from) {
    int length = part.length();
    if (length == 0) {
      return from;
    }
    byte[] bytes = text.array();
    byte first = part.at(0);
    int last = text.offset() + text.length() - length;
    for (int at = from; at <= last; at++) {
      if (bytes[at] == first && matches(text, at, part)) {
        return at;
      }
    }
    return -1;
  }

  /// Whether the bytes at an index of the array are the part; they must exist.
  static boolean matches(Slice text, int at, Slice part) {
    return Arrays.equals(
        text.array(),
        at,
        at + part.length(),
        part.array(),
        part.offset(),
        part.offset() + part.length());
  }
}
