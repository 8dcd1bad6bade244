package io.velostream.connector.formats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Finds the ends of lines.
final class Lines {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;

  private Lines() {}

  /// Index of the first newline from `from` on; there must be one.
  static int newline(byte[] data, int from) {
    int at = from;
    while (true) {
      long x = (long) WORDS.get(data, at) ^ NEWLINES;
      long hits = (x - ONES) & ~x & HIGH_BITS;
      if (hits != 0) {
        return at + (Long.numberOfTrailingZeros(hits) >>> 3);
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
