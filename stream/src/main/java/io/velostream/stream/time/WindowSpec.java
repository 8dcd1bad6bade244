package io.velostream.stream.time;

import java.time.Duration;

/// How rows are put into windows by their event time. All durations are microseconds; windows are
/// half-open `[start, end)` and aligned to the epoch plus `offset`, with floor division for times
/// before it.
public sealed interface WindowSpec {

  /// Windows of `size` beside one another.
  record Tumble(long size, long offset) implements WindowSpec {
    public Tumble {
      requirePositive(size, "window size");
    }
  }

  /// Windows of `size` that start every `slide`; a row belongs to `ceil(size / slide)` at most.
  record Hop(long slide, long size, long offset) implements WindowSpec {
    public Hop {
      requirePositive(size, "window size");
      requirePositive(slide, "window slide");
    }

    /// The longest span that each window either contains or does not touch.
    public long paneSize() {
      long a = size;
      long b = slide;
      while (b != 0) {
        long rest = a % b;
        a = b;
        b = rest;
      }
      return a;
    }

    /// How many windows a row belongs to, at most.
    public long windowsOfRow() {
      return Math.ceilDiv(size, slide);
    }
  }

  /// Windows that all start at a multiple of `size` and end after `step`, `2 * step`, … up to
  /// `size`, which is a multiple of `step`.
  record Cumulate(long step, long size, long offset) implements WindowSpec {
    public Cumulate {
      requirePositive(size, "window size");
      requirePositive(step, "window step");
      if (size % step != 0) {
        throw new IllegalArgumentException(
            "the size of a CUMULATE window must be a multiple of its step");
      }
    }
  }

  /// A window per key that ends when no row has come for `gap`; rows less than `gap` apart share
  /// it, and it ends `gap` after its last row.
  record Session(long gap) implements WindowSpec {
    public Session {
      requirePositive(gap, "session gap");
    }
  }

  private static void requirePositive(long micros, String what) {
    if (micros <= 0) {
      throw new IllegalArgumentException(
          "the " + what + " must be positive, not " + Duration.ofNanos(micros * 1000));
    }
  }

  /// Start of the window of `size`, aligned to `offset`, that contains `time`.
  static long start(long time, long size, long offset) {
    return time - Math.floorMod(time - offset, size);
  }
}
