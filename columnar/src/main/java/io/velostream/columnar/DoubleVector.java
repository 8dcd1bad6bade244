package io.velostream.columnar;

import org.jspecify.annotations.Nullable;

/// Values of [Lane.DOUBLE], one `double` a row. What stands at a NULL row is unspecified.
public final class DoubleVector implements Vector {
  private final double[] values;
  private final boolean @Nullable [] nulls;

  /// Wraps the arrays without copying them.
  public DoubleVector(double[] values, boolean @Nullable [] nulls) {
    this.values = values;
    this.nulls = nulls;
  }

  /// The values by row index.
  public double[] values() {
    return values;
  }

  @Override
  public boolean @Nullable [] nulls() {
    return nulls;
  }

  @Override
  public Lane lane() {
    return Lane.DOUBLE;
  }
}
