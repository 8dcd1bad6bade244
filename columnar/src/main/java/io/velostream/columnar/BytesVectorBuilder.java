package io.velostream.columnar;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Builds a [BytesVector]; the bytes of each value are copied in.
public final class BytesVectorBuilder extends VectorBuilder {
  private byte[] data = new byte[INITIAL_CAPACITY * 8 + BytesVector.PADDING];
  private long[] spans = new long[INITIAL_CAPACITY];
  private int used;

  /// Appends a copy of a slice.
  public void append(Slice value) {
    append(value.array(), value.offset(), value.length());
  }

  /// Appends a copy of the `length` bytes at `offset`.
  public void append(byte[] array, int offset, int length) {
    growTo(size + 1);
    if (length > data.length - BytesVector.PADDING - used) {
      long wanted = Math.max(data.length * 2L, (long) used + length + BytesVector.PADDING);
      data = Arrays.copyOf(data, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
    System.arraycopy(array, offset, data, used, length);
    spans[size++] = Span.of(used, length);
    used += length;
  }

  @Override
  void appendValue(Vector from, int row) {
    switch (from) {
      case BytesVector bytes -> {
        long span = bytes.spans()[row];
        append(bytes.data(), Span.start(span), Span.length(span));
      }
      case DictionaryVector coded -> {
        Dictionary dictionary = coded.dictionary();
        long span = dictionary.spans()[coded.ids()[row]];
        append(dictionary.data(), Span.start(span), Span.length(span));
      }
      case LongVector _, DoubleVector _, WideVector _ ->
          throw new IllegalArgumentException("not a vector of bytes: lane " + from.lane());
    }
  }

  @Override
  void appendValues(Vector vector, int[] rows, int from, int count) {
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      if (vector.isNull(row)) {
        spans[size++] = 0;
      } else {
        appendValue(vector, row);
      }
    }
  }

  @Override
  void growValues(int capacity) {
    spans = Arrays.copyOf(spans, capacity);
  }

  @Override
  void clear(int row) {
    spans[row] = 0;
  }

  @Override
  void resetValues() {
    used = 0;
  }

  @Override
  Vector vector(boolean @Nullable [] nulls) {
    return new BytesVector(data, spans, nulls);
  }

  @Override
  public long memoryBytes() {
    return data.length + 8L * spans.length + nullBytes();
  }
}
