package io.velostream.columnar;

import org.jspecify.annotations.Nullable;

/// Values of [Lane#WIDE]: 128-bit two's complement integers as a signed high and an unsigned low
/// half. What stands at a NULL row is unspecified.
public final class WideVector implements Vector {
  private final long[] high;
  private final long[] low;
  private final boolean @Nullable [] nulls;

  /// Wraps the arrays without copying them.
  public WideVector(long[] high, long[] low, boolean @Nullable [] nulls) {
    this.high = high;
    this.low = low;
    this.nulls = nulls;
  }

  /// The signed upper halves by row index.
  public long[] high() {
    return high;
  }

  /// The unsigned lower halves by row index.
  public long[] low() {
    return low;
  }

  @Override
  public boolean @Nullable [] nulls() {
    return nulls;
  }

  @Override
  public Lane lane() {
    return Lane.WIDE;
  }
}
