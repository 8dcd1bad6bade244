package io.velostream.state;

import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// A [ColumnBuffer] of 128-bit integers.
public final class WideBuffer extends ColumnBuffer {
  private long[] high = new long[0];
  private long[] low = new long[0];

  /// The signed upper halves by position; replaced when the buffer grows.
  public long[] high() {
    return high;
  }

  /// The unsigned lower halves by position; replaced when the buffer grows.
  public long[] low() {
    return low;
  }

  @Override
  public Vector vector() {
    return new WideVector(high, low, nulls());
  }

  @Override
  void saveValues(StateOutput out, int[] at, int from, int count) {
    out.putLongs(high, at, from, count);
    out.putLongs(low, at, from, count);
  }

  @Override
  void restoreValues(StateInput in, int[] at, int from, int count) {
    in.getLongs(high, at, from, count);
    in.getLongs(low, at, from, count);
  }

  @Override
  void growValues(int capacity) {
    high = Arrays.copyOf(high, capacity);
    low = Arrays.copyOf(low, capacity);
  }

  @Override
  void resetValues() {}

  @Override
  void repeatValues(int from, int to, int count) {
    System.arraycopy(high, from, high, to, count);
    System.arraycopy(low, from, low, to, count);
  }

  @Override
  void setValue(int at, Vector from, int row) {
    WideVector wide = (WideVector) from;
    high[at] = wide.high()[row];
    low[at] = wide.low()[row];
  }

  @Override
  void setValue(int at, ColumnBuffer from, int position) {
    WideBuffer wide = (WideBuffer) from;
    high[at] = wide.high[position];
    low[at] = wide.low[position];
  }

  @Override
  boolean differs(int a, int b) {
    return high[a] != high[b] || low[a] != low[b];
  }

  @Override
  void markDifferentValues(int a, int b, int stride, int count, boolean[] changed) {
    for (int i = 0; i < count; i++) {
      changed[i] |= differs(a + i * stride, b + i * stride);
    }
  }

  @Override
  public long memoryBytes() {
    return 8L * (high.length + low.length) + nullBytes();
  }
}
