package io.velostream.operators.over;

import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import org.jspecify.annotations.Nullable;

/// A column of longs or doubles as longs, bit by bit, so that what only moves values about is
/// written once; and results on the way back.
final class LaneValues implements MemorySized {
  private final boolean doubles;
  private long[] bits = new long[0];
  private boolean @Nullable [] nulls;
  private long[] results = new long[0];
  private boolean[] resultNulls = new boolean[0];
  private double[] doubleResults = new double[0];

  /// @param doubles whether the lane is DOUBLE, not LONG
  LaneValues(boolean doubles) {
    this.doubles = doubles;
  }

  /// Takes the next batch.
  void begin(Vector column, int count) {
    nulls = column.nulls();
    if (results.length < count) {
      int capacity = Math.max(count, results.length * 2);
      results = new long[capacity];
      resultNulls = new boolean[capacity];
      if (doubles) {
        bits = new long[capacity];
        doubleResults = new double[capacity];
      }
    }
    if (doubles) {
      toBits(((DoubleVector) column).values(), bits, count);
    } else {
      bits = ((LongVector) column).values();
    }
  }

  /// The values by row index.
  long[] bits() {
    return bits;
  }

  /// Which values are NULL; `null` when none is.
  boolean @Nullable [] nulls() {
    return nulls;
  }

  /// The results by row index, to be filled.
  long[] results() {
    return results;
  }

  /// Which results are NULL, to be filled.
  boolean[] resultNulls() {
    return resultNulls;
  }

  /// The results as a column.
  Vector vector(int rows) {
    boolean any = false;
    for (int row = 0; row < rows; row++) {
      any |= resultNulls[row];
    }
    boolean @Nullable [] marks = any ? resultNulls : null;
    if (!doubles) {
      return new LongVector(results, marks);
    }
    for (int row = 0; row < rows; row++) {
      doubleResults[row] = Double.longBitsToDouble(results[row]);
    }
    return new DoubleVector(doubleResults, marks);
  }

  private static void toBits(double[] values, long[] bits, int count) {
    for (int i = 0; i < count; i++) {
      bits[i] = Double.doubleToRawLongBits(values[i]);
    }
  }

  @Override
  public long memoryBytes() {
    return 8L * results.length * (doubles ? 3 : 1) + resultNulls.length;
  }
}
