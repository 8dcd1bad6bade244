package io.velostream.columnar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A view of a run of bytes, the scalar form of [Lane#BYTES].
///
/// Equality and order are those of the bytes (unsigned), which for UTF-8 is code point order. A
/// slice is valid as long as its array is; [#copy()] makes one that lasts.
public final class Slice implements Comparable<Slice> {
  /// The empty run.
  public static final Slice EMPTY = new Slice(new byte[0], 0, 0);

  private final byte[] array;
  private final int offset;
  private final int length;

  /// A view of `length` bytes of `array` from `offset`.
  public Slice(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /// The UTF-8 bytes of a string.
  public static Slice utf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Slice(bytes, 0, bytes.length);
  }

  /// The array that holds the bytes.
  public byte[] array() {
    return array;
  }

  /// Index of the first byte in [#array()].
  public int offset() {
    return offset;
  }

  /// Number of bytes.
  public int length() {
    return length;
  }

  /// The byte at `index`, counted from the start of the slice.
  public byte at(int index) {
    return array[offset + index];
  }

  /// A slice with an array of its own.
  public Slice copy() {
    byte[] bytes = Arrays.copyOfRange(array, offset, offset + length);
    return new Slice(bytes, 0, length);
  }

  /// The bytes decoded as UTF-8.
  public String toText() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  /// Whether `length` bytes at both places are the same.
  public static boolean equal(byte[] a, int aFrom, int aLength, byte[] b, int bFrom, int bLength) {
    return aLength == bLength
        && Arrays.equals(a, aFrom, aFrom + aLength, b, bFrom, bFrom + bLength);
  }

  @Override
  public int compareTo(Slice other) {
    return Arrays.compareUnsigned(
        array, offset, offset + length, other.array, other.offset, other.offset + other.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slice s && equal(array, offset, length, s.array, s.offset, s.length);
  }

  @Override
  public int hashCode() {
    int h = 1;
    for (int i = offset; i < offset + length; i++) {
      h = 31 * h + array[i];
    }
    return h;
  }

  @Override
  public String toString() {
    return toText();
  }
}
