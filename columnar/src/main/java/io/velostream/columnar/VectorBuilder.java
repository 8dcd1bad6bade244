package io.velostream.columnar;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Collects the values of one column and shows them as a flat [Vector].
///
/// [#build()] does not copy: the vector is valid until the builder is next appended to or
/// [#reset()]. A builder keeps its arrays over a reset, so that a steady state allocates nothing
/// but the small vector object.
public abstract sealed class VectorBuilder implements MemorySized
    permits LongVectorBuilder, DoubleVectorBuilder, WideVectorBuilder, BytesVectorBuilder {
  /// How many rows an untouched builder has room for.
  static final int INITIAL_CAPACITY = 256;

  private boolean[] nulls = new boolean[INITIAL_CAPACITY];
  private boolean anyNull;

  /// Number of rows so far.
  int size;

  /// A builder for a lane.
  public static VectorBuilder of(Lane lane) {
    return switch (lane) {
      case LONG -> new LongVectorBuilder();
      case DOUBLE -> new DoubleVectorBuilder();
      case WIDE -> new WideVectorBuilder();
      case BYTES -> new BytesVectorBuilder();
    };
  }

  /// Number of rows appended since the last reset.
  public final int size() {
    return size;
  }

  /// Appends NULL.
  public final void appendNull() {
    growTo(size + 1);
    anyNull = true;
    nulls[size] = true;
    clear(size);
    size++;
  }

  /// Appends the value, or NULL, at a row of a vector of the same lane.
  public final void append(Vector from, int row) {
    if (from.isNull(row)) {
      appendNull();
    } else {
      appendValue(from, row);
    }
  }

  /// Appends the values, or NULLs, at the rows `rows[from .. from + count - 1]` of a vector of the
  /// same lane.
  public final void appendAll(Vector vector, int[] rows, int from, int count) {
    growTo(size + count);
    boolean[] marks = vector.nulls();
    if (marks != null) {
      copyNulls(marks, rows, from, count);
    }
    appendValues(vector, rows, from, count);
  }

  private void copyNulls(boolean[] marks, int[] rows, int from, int count) {
    boolean any = false;
    for (int i = 0; i < count; i++) {
      boolean marked = marks[rows[from + i]];
      nulls[size + i] = marked;
      any |= marked;
    }
    anyNull |= any;
  }

  /// Forgets all rows and keeps the arrays.
  public final void reset() {
    if (anyNull) {
      Arrays.fill(nulls, 0, size, false);
      anyNull = false;
    }
    size = 0;
    resetValues();
  }

  /// Forgets the rows from `rows` on.
  public final void truncate(int rows) {
    if (anyNull) {
      Arrays.fill(nulls, rows, size, false);
    }
    size = rows;
  }

  /// The rows so far, sharing this builder's arrays.
  public final Vector build() {
    return vector(anyNull ? nulls : null);
  }

  /// Makes room for `rows` rows in all.
  final void growTo(int rows) {
    if (rows > nulls.length) {
      int capacity = Math.max(rows, nulls.length * 2);
      nulls = Arrays.copyOf(nulls, capacity);
      growValues(capacity);
    }
  }

  /// Bytes of the array that marks NULLs.
  final long nullBytes() {
    return nulls.length;
  }

  abstract void appendValue(Vector from, int row);

  /// There is room. What stands at a NULL row of the vector is unspecified.
  abstract void appendValues(Vector vector, int[] rows, int from, int count);

  abstract void growValues(int capacity);

  abstract void clear(int row);

  abstract void resetValues();

  abstract Vector vector(boolean @Nullable [] nulls);
}
