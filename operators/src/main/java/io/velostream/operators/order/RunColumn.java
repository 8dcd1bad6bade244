package io.velostream.operators.order;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One column of an [OrderedBuffer]: rows are appended in bulk, moved to the front in bulk, and
/// permuted. The methods leave the row count to the buffer.
abstract sealed class RunColumn implements MemorySized
    permits RunColumn.Longs, RunColumn.Doubles, RunColumn.Wides, RunBytes {
  static final int INITIAL_CAPACITY = 256;

  private boolean @Nullable [] nulls;

  /// Room for [#permute], kept.
  private boolean[] movedNulls = new boolean[0];

  static RunColumn of(Lane lane) {
    return switch (lane) {
      case LONG -> new Longs();
      case DOUBLE -> new Doubles();
      case WIDE -> new Wides();
      case BYTES -> new RunBytes();
    };
  }

  /// Appends `count` rows of a vector after the first `size`: those in `rows`, or the first ones.
  final void append(Vector from, int @Nullable [] rows, int count, int size) {
    reserve(size + count);
    boolean[] source = from.nulls();
    if (source != null) {
      boolean[] target = nulls;
      if (target == null || target.length < capacity()) {
        target = target == null ? new boolean[capacity()] : Arrays.copyOf(target, capacity());
        nulls = target;
      }
      for (int k = 0; k < count; k++) {
        target[size + k] = source[rows == null ? k : rows[k]];
      }
    } else if (nulls != null) {
      if (nulls.length < capacity()) {
        nulls = Arrays.copyOf(nulls, capacity());
      }
      Arrays.fill(nulls, size, size + count, false);
    }
    appendValues(from, rows, count, size);
  }

  /// Moves the rows `from .. size - 1` to the front.
  final void drop(int from, int size) {
    if (nulls != null) {
      if (from == size) {
        nulls = null;
      } else {
        System.arraycopy(nulls, from, nulls, 0, size - from);
      }
    }
    dropValues(from, size);
  }

  /// Row `at + i` becomes what row `order[i]` was, for `count` rows.
  final void permute(int[] order, int at, int count) {
    if (nulls != null) {
      if (movedNulls.length < count) {
        movedNulls = new boolean[capacity()];
      }
      for (int i = 0; i < count; i++) {
        movedNulls[i] = nulls[order[i]];
      }
      System.arraycopy(movedNulls, 0, nulls, at, count);
    }
    permuteValues(order, at, count);
  }

  final Vector view() {
    return view(nulls);
  }

  @Override
  public final long memoryBytes() {
    return valueBytes() + (nulls == null ? 0 : nulls.length) + movedNulls.length;
  }

  private void reserve(int rows) {
    if (rows > capacity()) {
      grow(Math.max(rows, capacity() * 2));
    }
  }

  abstract int capacity();

  abstract void grow(int capacity);

  abstract void appendValues(Vector from, int @Nullable [] rows, int count, int size);

  abstract void dropValues(int from, int size);

  abstract void permuteValues(int[] order, int at, int count);

  abstract Vector view(boolean @Nullable [] marks);

  abstract long valueBytes();

  /// Copies rows of an array.
  static void copy(long[] from, int @Nullable [] rows, int count, long[] to, int at) {
    if (rows == null) {
      System.arraycopy(from, 0, to, at, count);
    } else {
      for (int k = 0; k < count; k++) {
        to[at + k] = from[rows[k]];
      }
    }
  }

  /// Permutes rows of an array by way of another one, which is returned, replaced if too short.
  static long[] permute(long[] values, int[] order, int at, int count, long[] room) {
    long[] moved = room.length < count ? new long[values.length] : room;
    copy(values, order, count, moved, 0);
    System.arraycopy(moved, 0, values, at, count);
    return moved;
  }

  static final class Longs extends RunColumn {
    private long[] values = new long[INITIAL_CAPACITY];
    private long[] moved = new long[0];

    @Override
    int capacity() {
      return values.length;
    }

    @Override
    void grow(int capacity) {
      values = Arrays.copyOf(values, capacity);
    }

    @Override
    void appendValues(Vector from, int @Nullable [] rows, int count, int size) {
      copy(((LongVector) from).values(), rows, count, values, size);
    }

    @Override
    void dropValues(int from, int size) {
      System.arraycopy(values, from, values, 0, size - from);
    }

    @Override
    void permuteValues(int[] order, int at, int count) {
      moved = permute(values, order, at, count, moved);
    }

    @Override
    Vector view(boolean @Nullable [] marks) {
      return new LongVector(values, marks);
    }

    @Override
    long valueBytes() {
      return 8L * (values.length + moved.length);
    }
  }

  static final class Doubles extends RunColumn {
    private double[] values = new double[INITIAL_CAPACITY];
    private double[] moved = new double[0];

    @Override
    int capacity() {
      return values.length;
    }

    @Override
    void grow(int capacity) {
      values = Arrays.copyOf(values, capacity);
    }

    @Override
    void appendValues(Vector from, int @Nullable [] rows, int count, int size) {
      double[] source = ((DoubleVector) from).values();
      if (rows == null) {
        System.arraycopy(source, 0, values, size, count);
      } else {
        for (int k = 0; k < count; k++) {
          values[size + k] = source[rows[k]];
        }
      }
    }

    @Override
    void dropValues(int from, int size) {
      System.arraycopy(values, from, values, 0, size - from);
    }

    @Override
    void permuteValues(int[] order, int at, int count) {
      if (moved.length < count) {
        moved = new double[values.length];
      }
      for (int i = 0; i < count; i++) {
        moved[i] = values[order[i]];
      }
      System.arraycopy(moved, 0, values, at, count);
    }

    @Override
    Vector view(boolean @Nullable [] marks) {
      return new DoubleVector(values, marks);
    }

    @Override
    long valueBytes() {
      return 8L * (values.length + moved.length);
    }
  }

  static final class Wides extends RunColumn {
    private long[] high = new long[INITIAL_CAPACITY];
    private long[] low = new long[INITIAL_CAPACITY];
    private long[] moved = new long[0];

    @Override
    int capacity() {
      return high.length;
    }

    @Override
    void grow(int capacity) {
      high = Arrays.copyOf(high, capacity);
      low = Arrays.copyOf(low, capacity);
    }

    @Override
    void appendValues(Vector from, int @Nullable [] rows, int count, int size) {
      copy(((WideVector) from).high(), rows, count, high, size);
      copy(((WideVector) from).low(), rows, count, low, size);
    }

    @Override
    void dropValues(int from, int size) {
      System.arraycopy(high, from, high, 0, size - from);
      System.arraycopy(low, from, low, 0, size - from);
    }

    @Override
    void permuteValues(int[] order, int at, int count) {
      moved = permute(high, order, at, count, moved);
      moved = permute(low, order, at, count, moved);
    }

    @Override
    Vector view(boolean @Nullable [] marks) {
      return new WideVector(high, low, marks);
    }

    @Override
    long valueBytes() {
      return 16L * high.length + 8L * moved.length;
    }
  }

  /// The dictionary of a vector, if it has one.
  static @Nullable Dictionary dictionary(Vector vector) {
    return switch (vector) {
      case DictionaryVector v -> v.dictionary();
      case BytesVector _, LongVector _, DoubleVector _, WideVector _ -> null;
    };
  }
}
