package io.velostream.expression.compile;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Span;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.Arrays;

/// Collects the bytes of one computed text column of one batch. It is reused for the next batch.
final class BytesBuffer {
  private static final int INITIAL_CAPACITY = 1024;
  private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

  private byte[] data = new byte[INITIAL_CAPACITY];
  private int used;

  /// Copies a value in and says where it lies.
  long append(Slice value) {
    int length = value.length();
    if (length > data.length - BytesVector.PADDING - used) {
      grow(length);
    }
    System.arraycopy(value.array(), value.offset(), data, used, length);
    long span = Span.of(used, length);
    used += length;
    return span;
  }

  /// The bytes so far, with the padding that vectors need.
  byte[] data() {
    return data;
  }

  void reset() {
    used = 0;
  }

  private void grow(int length) {
    long needed = (long) used + length + BytesVector.PADDING;
    if (needed > MAX_CAPACITY) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED, "the text of one column of one batch exceeds 2 GiB");
    }
    data = Arrays.copyOf(data, (int) Math.min(Math.max(needed, data.length * 2L), MAX_CAPACITY));
  }
}
