package io.velostream.connector.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing run of UTF-8 bytes that encoders append to.
public final class TextBuffer {
  private static final int MAX_LONG_DIGITS = 20;

  private byte[] data;
  private int length;

  /// An empty buffer.
  public TextBuffer() {
    this(1 << 16);
  }

  /// An empty buffer for short texts.
  TextBuffer(int capacity) {
    data = new byte[capacity];
  }

  /// Number of bytes.
  public int length() {
    return length;
  }

  /// The array with the bytes `0 .. length - 1`; it is replaced when the buffer grows.
  public byte[] array() {
    return data;
  }

  /// Forgets all bytes.
  public void reset() {
    length = 0;
  }

  /// Forgets the bytes from `newLength` on.
  public void truncate(int newLength) {
    length = newLength;
  }

  /// Appends one byte or ASCII character.
  public void append(int c) {
    reserve(1);
    data[length++] = (byte) c;
  }

  /// Appends a copy of bytes.
  public void append(byte[] source, int from, int count) {
    reserve(count);
    System.arraycopy(source, from, data, length, count);
    length += count;
  }

  /// Appends text.
  public void append(String text) {
    int count = text.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c > 127) {
        byte[] bytes = text.substring(i).getBytes(StandardCharsets.UTF_8);
        append(bytes, 0, bytes.length);
        return;
      }
      data[length++] = (byte) c;
    }
  }

  /// Appends a number in decimal.
  public void appendLong(long value) {
    reserve(MAX_LONG_DIGITS);
    if (value < 0) {
      data[length++] = '-';
    }
    // Counting down from a negative number also covers the smallest long.
    long rest = value < 0 ? value : -value;
    int at = length + digits(rest);
    length = at;
    do {
      long tenth = rest / 10;
      data[--at] = (byte) ('0' - (rest - tenth * 10));
      rest = tenth;
    } while (rest != 0);
  }

  /// Appends a number that is not negative with leading zeros up to `width` digits.
  public void appendPadded(long value, int width) {
    for (int missing = width - digits(-value); missing > 0; missing--) {
      append('0');
    }
    appendLong(value);
  }

  private static int digits(long negative) {
    int digits = 1;
    long bound = -10;
    while (digits < 19 && negative <= bound) {
      digits++;
      bound *= 10;
    }
    return digits;
  }

  /// Moves the bytes from `from` on one place up and puts `c` in the gap.
  void insert(int from, int c) {
    reserve(1);
    System.arraycopy(data, from, data, from + 1, length - from);
    data[from] = (byte) c;
    length++;
  }

  /// Writes all bytes to a stream and forgets them.
  ///
  /// @throws IOException when the stream fails
  public void drainTo(OutputStream out) throws IOException {
    out.write(data, 0, length);
    length = 0;
  }

  /// The bytes as a string.
  public String toText() {
    return new String(data, 0, length, StandardCharsets.UTF_8);
  }

  private void reserve(int count) {
    if (data.length - length < count) {
      long wanted = Math.max(data.length * 2L, (long) length + count);
      data = Arrays.copyOf(data, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
  }
}
