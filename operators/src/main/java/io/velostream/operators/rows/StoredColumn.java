package io.velostream.operators.rows;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One column of a [RowStore]: a growing flat vector whose slots are written in any order.
abstract sealed class StoredColumn implements MemorySized {
  private boolean @Nullable [] nulls;

  /// The vector over the present arrays; dropped whenever one of them is replaced.
  private @Nullable Vector view;

  static StoredColumn of(Lane lane) {
    return switch (lane) {
      case LONG -> new Longs();
      case DOUBLE -> new Doubles();
      case WIDE -> new Wides();
      case BYTES -> new Bytes();
    };
  }

  /// Copies a cell into a slot below [#capacity()].
  final void set(int slot, Vector from, int row) {
    boolean isNull = from.isNull(row);
    if (nulls != null) {
      nulls[slot] = isNull;
    } else if (isNull) {
      nulls = new boolean[capacity()];
      nulls[slot] = true;
      view = null;
    }
    if (!isNull) {
      setValue(slot, from, row);
    }
  }

  /// Makes room for slots below `capacity`.
  final void grow(int capacity) {
    growValues(capacity);
    if (nulls != null) {
      nulls = Arrays.copyOf(nulls, capacity);
    }
    view = null;
  }

  /// To be called when an array has been replaced.
  final void arraysChanged() {
    view = null;
  }

  /// The column as a vector, valid until the next change.
  final Vector view() {
    Vector current = view;
    if (current == null) {
      current = view(nulls);
      view = current;
    }
    return current;
  }

  @Override
  public final long memoryBytes() {
    return valueBytes() + (nulls == null ? 0 : nulls.length);
  }

  abstract int capacity();

  abstract void setValue(int slot, Vector from, int row);

  abstract void growValues(int capacity);

  /// The slot's value is not needed any more.
  abstract void clear(int slot);

  abstract Vector view(boolean @Nullable [] nulls);

  abstract long valueBytes();

  private static final class Longs extends StoredColumn {
    private long[] values = new long[RowStore.INITIAL_CAPACITY];

    @Override
    int capacity() {
      return values.length;
    }

    @Override
    void setValue(int slot, Vector from, int row) {
      values[slot] = ((LongVector) from).values()[row];
    }

    @Override
    void growValues(int capacity) {
      values = Arrays.copyOf(values, capacity);
    }

    @Override
    void clear(int slot) {}

    @Override
    Vector view(boolean @Nullable [] nulls) {
      return new LongVector(values, nulls);
    }

    @Override
    long valueBytes() {
      return 8L * values.length;
    }
  }

  private static final class Doubles extends StoredColumn {
    private double[] values = new double[RowStore.INITIAL_CAPACITY];

    @Override
    int capacity() {
      return values.length;
    }

    @Override
    void setValue(int slot, Vector from, int row) {
      values[slot] = ((DoubleVector) from).values()[row];
    }

    @Override
    void growValues(int capacity) {
      values = Arrays.copyOf(values, capacity);
    }

    @Override
    void clear(int slot) {}

    @Override
    Vector view(boolean @Nullable [] nulls) {
      return new DoubleVector(values, nulls);
    }

    @Override
    long valueBytes() {
      return 8L * values.length;
    }
  }

  private static final class Wides extends StoredColumn {
    private long[] high = new long[RowStore.INITIAL_CAPACITY];
    private long[] low = new long[RowStore.INITIAL_CAPACITY];

    @Override
    int capacity() {
      return high.length;
    }

    @Override
    void setValue(int slot, Vector from, int row) {
      WideVector wide = (WideVector) from;
      high[slot] = wide.high()[row];
      low[slot] = wide.low()[row];
    }

    @Override
    void growValues(int capacity) {
      high = Arrays.copyOf(high, capacity);
      low = Arrays.copyOf(low, capacity);
    }

    @Override
    void clear(int slot) {}

    @Override
    Vector view(boolean @Nullable [] nulls) {
      return new WideVector(high, low, nulls);
    }

    @Override
    long valueBytes() {
      return 16L * high.length;
    }
  }

  /// Bytes are appended; those of cleared slots are garbage until the array would have to grow.
  private static final class Bytes extends StoredColumn {
    private static final int INITIAL_BYTES = 256;

    private long[] spans = new long[RowStore.INITIAL_CAPACITY];
    private byte[] data = new byte[INITIAL_BYTES];
    private int used;
    private int live;

    @Override
    int capacity() {
      return spans.length;
    }

    @Override
    void setValue(int slot, Vector from, int row) {
      switch (from) {
        case BytesVector v -> copy(slot, v.data(), v.spans()[row]);
        case DictionaryVector v -> {
          Dictionary dictionary = v.dictionary();
          copy(slot, dictionary.data(), dictionary.spans()[v.ids()[row]]);
        }
        case LongVector _, DoubleVector _, WideVector _ ->
            throw new IllegalArgumentException("not a vector of bytes: lane " + from.lane());
      }
    }

    private void copy(int slot, byte[] source, long span) {
      int length = Span.length(span);
      if (length > data.length - BytesVector.PADDING - used) {
        makeRoom(length);
      }
      System.arraycopy(source, Span.start(span), data, used, length);
      spans[slot] = Span.of(used, length);
      used += length;
      live += length;
    }

    private void makeRoom(int length) {
      long wanted = 2L * live + length + BytesVector.PADDING;
      int limit = Integer.MAX_VALUE - 8;
      if (live + (long) length + BytesVector.PADDING > limit) {
        throw new OutOfMemoryError("more than 2 GB of text in one column of one operator");
      }
      byte[] target = new byte[(int) Math.min(Math.max(wanted, data.length), limit)];
      int at = 0;
      for (int slot = 0; slot < spans.length; slot++) {
        int size = Span.length(spans[slot]);
        System.arraycopy(data, Span.start(spans[slot]), target, at, size);
        spans[slot] = Span.of(at, size);
        at += size;
      }
      data = target;
      used = at;
      arraysChanged();
    }

    @Override
    void growValues(int capacity) {
      spans = Arrays.copyOf(spans, capacity);
    }

    @Override
    void clear(int slot) {
      live -= Span.length(spans[slot]);
      spans[slot] = 0;
    }

    @Override
    Vector view(boolean @Nullable [] nulls) {
      return new BytesVector(data, spans, nulls);
    }

    @Override
    long valueBytes() {
      return data.length + 8L * spans.length;
    }
  }
}
