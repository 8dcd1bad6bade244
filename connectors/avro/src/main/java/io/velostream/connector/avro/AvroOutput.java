package io.velostream.connector.avro;

import io.velostream.connector.formats.TextBuffer;

/// Writes the primitive values of Avro.
final class AvroOutput {
  private AvroOutput() {}

  static void putLong(long value, TextBuffer out) {
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7FL) != 0) {
      out.append((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.append((int) rest);
  }

  static void putFloat(float value, TextBuffer out) {
    little(Float.floatToRawIntBits(value), Float.BYTES, out);
  }

  static void putDouble(double value, TextBuffer out) {
    little(Double.doubleToRawLongBits(value), Double.BYTES, out);
  }

  private static void little(long bits, int bytes, TextBuffer out) {
    for (int i = 0; i < bytes; i++) {
      out.append((byte) (bits >>> 8 * i));
    }
  }

  static void putBytes(byte[] data, int from, int length, TextBuffer out) {
    putLong(length, out);
    out.append(data, from, length);
  }
}
