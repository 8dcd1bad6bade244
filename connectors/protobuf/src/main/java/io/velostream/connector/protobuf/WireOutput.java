package io.velostream.connector.protobuf;

import io.velostream.connector.formats.TextBuffer;

/// Writes the primitive values of Protocol Buffers.
final class WireOutput {
  private WireOutput() {}

  static void varint(long value, TextBuffer out) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.append((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.append((int) rest);
  }

  static void tag(int number, int form, TextBuffer out) {
    varint((long) number << 3 | form, out);
  }

  static void fixed(long bits, int bytes, TextBuffer out) {
    for (int i = 0; i < bytes; i++) {
      out.append((byte) (bits >>> 8 * i));
    }
  }

  static void bytes(byte[] data, int from, int length, TextBuffer out) {
    varint(length, out);
    out.append(data, from, length);
  }
}
