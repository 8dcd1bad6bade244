package io.velostream.plan;

import java.util.OptionalLong;

/// How far apart event time may lie in two rows that match: `atLeast <= left - right <= atMost`, in
/// microseconds. Where the watermark has passed all that a row can still match, the row is let go;
/// a row that is behind the watermark of its own input when it comes is late.
///
/// @param left index of an event-time column of the left input; a row without a time matches
///   nothing
/// @param right index of an event-time column of the right input
/// @param leftEnds whether the left column is the end of a window, so that no row comes with a time
///   that the watermark has reached; otherwise none comes with a time that it has passed
/// @param rightEnds whether the right column is the end of a window
/// @param atLeast empty where a row of the left input can match any earlier time: then it is kept
/// @param atMost empty where a row of the right input can match any later time: then it is kept
public record JoinInterval(
    int left,
    int right,
    boolean leftEnds,
    boolean rightEnds,
    OptionalLong atLeast,
    OptionalLong atMost) {
  /// The same between other columns.
  public JoinInterval moved(int newLeft, int newRight) {
    return new JoinInterval(newLeft, newRight, leftEnds, rightEnds, atLeast, atMost);
  }

  /// Whether both are ends of the same window, so that nothing is behind it in the output.
  public boolean isWindow() {
    return leftEnds && rightEnds && atLeast.equals(OptionalLong.of(0)) && atMost.equals(atLeast);
  }
}
