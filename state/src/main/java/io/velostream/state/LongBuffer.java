package io.velostream.state;

import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// A [ColumnBuffer] of `long`s.
public final class LongBuffer extends ColumnBuffer {
  private long[] values = new long[0];

  /// The values by position; replaced when the buffer grows.
  public long[] values() {
    return values;
  }

  @Override
  public Vector vector() {
    return new LongVector(values, nulls());
  }

  @Override
  void saveValues(StateOutput out, int[] at, int from, int count) {
    out.putLongs(values, at, from, count);
  }

  @Override
  void restoreValues(StateInput in, int[] at, int from, int count) {
    in.getLongs(values, at, from, count);
  }

  @Override
  void growValues(int capacity) {
    values = Arrays.copyOf(values, capacity);
  }

  @Override
  void resetValues() {}

  @Override
  void repeatValues(int from, int to, int count) {
    System.arraycopy(values, from, values, to, count);
  }

  @Override
  void setValue(int at, Vector from, int row) {
    values[at] = ((LongVector) from).values()[row];
  }

  @Override
  void setValue(int at, ColumnBuffer from, int position) {
    values[at] = ((LongBuffer) from).values[position];
  }

  @Override
  boolean differs(int a, int b) {
    return values[a] != values[b];
  }

  @Override
  void markDifferentValues(int a, int b, int stride, int count, boolean[] changed) {
    long[] v = values;
    for (int i = 0; i < count; i++) {
      changed[i] |= v[a + i * stride] != v[b + i * stride];
    }
  }

  @Override
  public long memoryBytes() {
    return 8L * values.length + nullBytes();
  }
}
