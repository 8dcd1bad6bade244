package io.velostream.operators.over;

/// The frame of a call: which rows around the current one it sees.
///
/// Bounds are signed distances from the current row in the direction of the order: -n for `n
/// PRECEDING`, 0 for `CURRENT ROW`, n for `n FOLLOWING`.
///
/// @param range whether distances are measured in values of the (only) order column instead of
///   rows; a bound of 0 then stands for all rows that are equal by the order
/// @param start [#UNBOUNDED_PRECEDING] or a distance
/// @param end [#UNBOUNDED_FOLLOWING] or a distance
public record OverFrame(boolean range, long start, long end) {
  /// The start of a frame that begins with the partition.
  public static final long UNBOUNDED_PRECEDING = Long.MIN_VALUE;

  /// The end of a frame that lasts to the end of the partition.
  public static final long UNBOUNDED_FOLLOWING = Long.MAX_VALUE;

  /// ROWS BETWEEN start AND end.
  public static OverFrame rows(long start, long end) {
    return new OverFrame(false, start, end);
  }

  /// RANGE BETWEEN start AND end.
  public static OverFrame range(long start, long end) {
    return new OverFrame(true, start, end);
  }

  /// Whether the frame begins with the partition.
  public boolean fromStart() {
    return start == UNBOUNDED_PRECEDING;
  }

  /// Whether the frame lasts to the end of the partition.
  public boolean toEnd() {
    return end == UNBOUNDED_FOLLOWING;
  }

  /// Whether values of the order column are needed to measure a bound.
  boolean measuresValues() {
    return range && ((!fromStart() && start != 0) || (!toEnd() && end != 0));
  }
}
