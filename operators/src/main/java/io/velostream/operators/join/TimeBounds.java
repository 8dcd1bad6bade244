package io.velostream.operators.join;

import io.velostream.stream.Watermarks;

/// How far apart the times of two rows that match may lie: `atLeast <= left - right <= atMost`.
///
/// @param left index of the left input's time column, of microseconds
/// @param right index of the right input's time column
/// @param leftEnds whether the left times are ends of windows: at watermark w all up to w have
///   come; otherwise all before w
/// @param rightEnds whether the right times are ends of windows
/// @param atLeast [#NO_LEAST] for any
/// @param atMost [#NO_MOST] for any
public record TimeBounds(
    int left, int right, boolean leftEnds, boolean rightEnds, long atLeast, long atMost) {
  /// No lower bound.
  public static final long NO_LEAST = Long.MIN_VALUE;

  /// No upper bound.
  public static final long NO_MOST = Long.MAX_VALUE;

  /// Whether rows of such times may match.
  boolean allow(long leftTime, long rightTime) {
    long apart = leftTime - rightTime;
    return apart >= atLeast && apart <= atMost;
  }

  /// Times of one input that are before this come late.
  long lateBefore(boolean ofLeft, long watermark) {
    return after(watermark, (ofLeft ? leftEnds : rightEnds) ? 1 : 0);
  }

  /// Rows of the left input before this time match nothing that is still to come.
  long leftGoneBefore(long watermark) {
    return atLeast == NO_LEAST && watermark != Watermarks.END
        ? Watermarks.NONE
        : after(lateBefore(false, watermark), atLeast);
  }

  /// Rows of the right input before this time match nothing that is still to come.
  long rightGoneBefore(long watermark) {
    return atMost == NO_MOST && watermark != Watermarks.END
        ? Watermarks.NONE
        : after(lateBefore(true, watermark), -atMost);
  }

  /// How far the times in the output may lie behind the watermark: a row waits for what matches it.
  long delay() {
    long first = (leftEnds ? 1L : 0L) - (rightEnds ? 1L : 0L);
    long left = atLeast == NO_LEAST ? 0 : first - atLeast;
    long right = atMost == NO_MOST ? 0 : atMost - first;
    return Math.max(0, Math.max(left, right));
  }

  private static long after(long watermark, long micros) {
    return watermark == Watermarks.NONE || watermark == Watermarks.END
        ? watermark
        : watermark + micros;
  }
}
