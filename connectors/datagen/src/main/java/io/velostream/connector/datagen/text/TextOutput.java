package io.velostream.connector.datagen.text;

import java.util.Arrays;

/// Bytes of texts, one behind the other.
public final class TextOutput {
  private byte[] data = new byte[1024];
  private int length;

  void reset() {
    length = 0;
  }

  byte[] data() {
    return data;
  }

  int length() {
    return length;
  }

  /// Sees to it that so many bytes may follow.
  void reserve(int count) {
    if (count > data.length - length) {
      data = Arrays.copyOf(data, Math.max(data.length * 2, length + count));
    }
  }

  void ascii(int character) {
    reserve(1);
    data[length++] = (byte) character;
  }

  void bytes(byte[] text) {
    reserve(text.length);
    System.arraycopy(text, 0, data, length, text.length);
    length += text.length;
  }

  void number(int value) {
    if (value >= 10) {
      number(value / 10);
    }
    ascii('0' + value % 10);
  }
}
