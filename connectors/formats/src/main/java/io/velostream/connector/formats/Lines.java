package io.velostream.connector.formats;

/// Finds the ends of lines.
final class Lines {
  private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;

  private Lines() {}

  /// Index of the first newline from `from` on; there must be one.
  static int newline(byte[] data, int from) {
    int at = from;
    while (true) {
      long x = Words.at(data, at) ^ NEWLINES;
      long hits = (x - Words.ONES) & ~x & Words.HIGH_BITS;
      if (hits != 0) {
        return at + Words.lowest(hits);
      }
      at += 8;
    }
  }

  /// Index of the first newline in `[from, to)`, or -1.
  static int newline(byte[] data, int from, int to) {
    int at = from;
    while (at < to && data[at] != '\n') {
      at++;
    }
    return at < to ? at : -1;
  }

  /// Index of the last newline in `[from, to)`, or `from - 1`.
  static int lastNewline(byte[] data, int from, int to) {
    int at = to - 1;
    while (at >= from && data[at] != '\n') {
      at--;
    }
    return at;
  }

  /// Number of newlines in `[from, to)`.
  static int count(byte[] data, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += data[i] == '\n' ? 1 : 0;
    }
    return count;
  }

  /// The end of a line without the carriage return before its newline.
  static int trimmed(byte[] data, int from, int newline) {
    return newline > from && data[newline - 1] == '\r' ? newline - 1 : newline;
  }
}
