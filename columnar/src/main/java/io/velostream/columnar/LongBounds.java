package io.velostream.columnar;

/// What is known of the first values of a [LongVector] that nobody changes any more, and of which
/// none is NULL. Whoever needs their order or reach need not look at them again (the zone maps of
/// databases that store columns).
///
/// @param rows how many values that are, at least one
/// @param least the least of them
/// @param greatest the greatest of them
/// @param ascending whether none is less than the one before it
public record LongBounds(int rows, long least, long greatest, boolean ascending) {
  /// Looks at values.
  ///
  /// @param rows how many, from the first on; at least one
  static LongBounds of(long[] values, int rows) {
    long least = values[0];
    long greatest = values[0];
    boolean descends = false;
    for (int i = 1; i < rows; i++) {
      least = Math.min(least, values[i]);
      greatest = Math.max(greatest, values[i]);
      descends |= values[i] < values[i - 1];
    }
    return new LongBounds(rows, least, greatest, !descends);
  }

  /// Whether all values lie within a span of time or numbers. If so, any choice of them does.
  ///
  /// @param start the first value of the span
  /// @param end the first one behind it
  public boolean isWithin(long start, long end) {
    return least >= start && greatest < end;
  }
}
