package io.velostream.connector.formats;

/// Small questions about bytes that hold ASCII.
final class Ascii {
  private Ascii() {}

  /// Whether the bytes spell `word`, which is in lower case, in any letter case.
  static boolean equalsIgnoreCase(byte[] data, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      int c = data[from + i];
      int lower = c >= 'A' && c <= 'Z' ? c | 0x20 : c;
      if (lower != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// The number of exactly `count` digits at `from`, or -1 when one is not a digit.
  static int number(byte[] data, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = data[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
