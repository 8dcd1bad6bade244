package io.velostream.state;

import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// A [ColumnBuffer] of `double`s.
public final class DoubleBuffer extends ColumnBuffer {
  private double[] values = new double[0];

  /// The values by position; replaced when the buffer grows.
  public double[] values() {
    return values;
  }

  @Override
  public Vector vector() {
    return new DoubleVector(values, nulls());
  }

  @Override
  void saveValues(StateOutput out, int[] at, int from, int count) {
    out.putDoubles(values, at, from, count);
  }

  @Override
  void restoreValues(StateInput in, int[] at, int from, int count) {
    in.getDoubles(values, at, from, count);
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
    values[at] = ((DoubleVector) from).values()[row];
  }

  @Override
  void setValue(int at, ColumnBuffer from, int position) {
    values[at] = ((DoubleBuffer) from).values[position];
  }

  @Override
  boolean differs(int a, int b) {
    return Double.doubleToRawLongBits(values[a]) != Double.doubleToRawLongBits(values[b]);
  }

  @Override
  void markDifferentValues(int a, int b, int stride, int count, boolean[] changed) {
    double[] v = values;
    for (int i = 0; i < count; i++) {
      changed[i] |=
          Double.doubleToRawLongBits(v[a + i * stride])
              != Double.doubleToRawLongBits(v[b + i * stride]);
    }
  }

  @Override
  public long memoryBytes() {
    return 8L * values.length + nullBytes();
  }
}
