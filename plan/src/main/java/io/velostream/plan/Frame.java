package io.velostream.plan;

/// The frame of an OVER call, relative to the current row.
///
/// ROWS bounds count rows; RANGE bounds are distances in the order column's own unit (microseconds
/// for time, the unscaled value for decimals).
public record Frame(Unit unit, Bound start, Bound end) {
  /// How bounds are measured.
  public enum Unit {
    ROWS,
    RANGE
  }

  /// One end of a frame.
  public sealed interface Bound {
    record UnboundedPreceding() implements Bound {}

    record Preceding(long distance) implements Bound {}

    record CurrentRow() implements Bound {}

    record Following(long distance) implements Bound {}

    record UnboundedFollowing() implements Bound {}
  }
}
