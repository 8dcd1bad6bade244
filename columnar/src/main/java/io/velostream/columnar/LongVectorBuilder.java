package io.velostream.columnar;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Builds a [LongVector].
public final class LongVectorBuilder extends VectorBuilder {
  private long[] values = new long[INITIAL_CAPACITY];

  /// Appends a value.
  public void append(long value) {
    growTo(size + 1);
    values[size++] = value;
  }

  @Override
  void appendValue(Vector from, int row) {
    append(((LongVector) from).values()[row]);
  }

  @Override
  void appendValues(Vector vector, int[] rows, int from, int count) {
    long[] source = ((LongVector) vector).values();
    for (int i = 0; i < count; i++) {
      values[size + i] = source[rows[from + i]];
    }
    size += count;
  }

  @Override
  void growValues(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  void clear(int row) {
    values[row] = 0;
  }

  @Override
  void resetValues() {}

  @Override
  Vector vector(boolean @Nullable [] nulls) {
    return new LongVector(values, nulls);
  }

  @Override
  public long memoryBytes() {
    return 8L * values.length + nullBytes();
  }
}
