package io.velostream.columnar;

import org.jspecify.annotations.Nullable;

/// Values of [Lane#LONG], one `long` a row. What stands at a NULL row is unspecified.
public final class LongVector implements Vector {
  private final long[] values;
  private final boolean @Nullable [] nulls;

  /// Wraps the arrays without copying them.
  public LongVector(long[] values, boolean @Nullable [] nulls) {
    this.values = values;
    this.nulls = nulls;
  }

  /// The values by row index.
  public long[] values() {
    return values;
  }

  @Override
  public boolean @Nullable [] nulls() {
    return nulls;
  }

  @Override
  public Lane lane() {
    return Lane.LONG;
  }
}
