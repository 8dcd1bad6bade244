package io.velostream.columnar;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Builds a [WideVector].
public final class WideVectorBuilder extends VectorBuilder {
  private long[] high = new long[INITIAL_CAPACITY];
  private long[] low = new long[INITIAL_CAPACITY];

  /// Appends the value `high * 2^64 + low`, with `low` unsigned.
  public void append(long highHalf, long lowHalf) {
    growTo(size + 1);
    high[size] = highHalf;
    low[size++] = lowHalf;
  }

  @Override
  void appendValue(Vector from, int row) {
    WideVector wide = (WideVector) from;
    append(wide.high()[row], wide.low()[row]);
  }

  @Override
  void appendValues(Vector vector, int[] rows, int from, int count) {
    long[] highs = ((WideVector) vector).high();
    long[] lows = ((WideVector) vector).low();
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      high[size + i] = highs[row];
      low[size + i] = lows[row];
    }
    size += count;
  }

  @Override
  void growValues(int capacity) {
    high = Arrays.copyOf(high, capacity);
    low = Arrays.copyOf(low, capacity);
  }

  @Override
  void clear(int row) {
    high[row] = 0;
    low[row] = 0;
  }

  @Override
  void resetValues() {}

  @Override
  Vector vector(boolean @Nullable [] nulls) {
    return new WideVector(high, low, nulls);
  }

  @Override
  public long memoryBytes() {
    return 8L * (high.length + low.length) + nullBytes();
  }
}
