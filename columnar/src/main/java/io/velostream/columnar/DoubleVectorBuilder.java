package io.velostream.columnar;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Builds a [DoubleVector].
public final class DoubleVectorBuilder extends VectorBuilder {
  private double[] values = new double[INITIAL_CAPACITY];

  /// Appends a value.
  public void append(double value) {
    growTo(size + 1);
    values[size++] = value;
  }

  @Override
  void appendValue(Vector from, int row) {
    append(((DoubleVector) from).values()[row]);
  }

  @Override
  void appendValues(Vector vector, int[] rows, int from, int count) {
    double[] source = ((DoubleVector) vector).values();
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
    return new DoubleVector(values, nulls);
  }

  @Override
  public long memoryBytes() {
    return 8L * values.length + nullBytes();
  }
}
