package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.util.Arrays;

/// Puts runs of bytes together.
final class BytesWriter {
  private byte[] bytes = new byte[64];
  private int length;

  void put(Slice slice) {
    put(slice.array(), slice.offset(), slice.length());
  }

  void put(byte[] source, int from, int count) {
    if (count > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
    }
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  int length() {
    return length;
  }

  Slice slice() {
    return new Slice(bytes, 0, length);
  }
}
