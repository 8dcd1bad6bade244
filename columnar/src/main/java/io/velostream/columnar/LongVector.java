package io.velostream.columnar;

import org.jspecify.annotations.Nullable;

/// Values of [Lane#LONG], one `long` a row. What stands at a NULL row is unspecified.
public final class LongVector implements Vector {
  private final long[] values;
  private final boolean @Nullable [] nulls;
  private final @Nullable LongBounds bounds;

  /// Wraps the arrays without copying them.
  public LongVector(long[] values, boolean @Nullable [] nulls) {
    this(values, nulls, null);
  }

  private LongVector(long[] values, boolean @Nullable [] nulls, @Nullable LongBounds bounds) {
    this.values = values;
    this.nulls = nulls;
    this.bounds = bounds;
  }

  /// A vector over the same values that knows their bounds. From now on nobody may change them.
  ///
  /// @param rows how many values there are
  /// @return this vector, if it knows them already, or there are none, or one may be NULL
  public LongVector bounded(int rows) {
    return rows == 0 || nulls != null || bounds != null
        ? this
        : new LongVector(values, null, LongBounds.of(values, rows));
  }

  /// What is known of the values; `null` for nothing.
  public @Nullable LongBounds bounds() {
    return bounds;
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
