package io.velostream.columnar;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Builds a [BytesVector]; the bytes of each value are copied in.
public final class BytesVectorBuilder extends VectorBuilder {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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
    reserve(length);
    System.arraycopy(array, offset, data, used, length);
    spans[size++] = Span.of(used, length);
    used += length;
  }

  private void reserve(int length) {
    if (length > data.length - BytesVector.PADDING - used) {
      long wanted = Math.max(data.length * 2L, (long) used + length + BytesVector.PADDING);
      data = Arrays.copyOf(data, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
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
    if (vector instanceof BytesVector bytes && bytes.nulls() == null) {
      appendBytes(bytes.data(), bytes.spans(), rows, from, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      if (vector.isNull(row)) {
        spans[size++] = 0;
      } else {
        appendValue(vector, row);
      }
    }
  }

  /// Short values are copied as two words, with what stands behind them: both sides have padding.
  private void appendBytes(byte[] source, long[] given, int[] rows, int from, int count) {
    for (int i = 0; i < count; i++) {
      long span = given[rows[from + i]];
      int start = Span.start(span);
      int length = Span.length(span);
      reserve(length);
      if (length <= BytesVector.PADDING) {
        LONGS.set(data, used, (long) LONGS.get(source, start));
        LONGS.set(data, used + Long.BYTES, (long) LONGS.get(source, start + Long.BYTES));
      } else {
        System.arraycopy(source, start, data, used, length);
      }
      spans[size++] = Span.of(used, length);
      used += length;
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
