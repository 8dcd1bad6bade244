package io.velostream.connector.datagen;

import io.velostream.stream.seam.Clock;

/// Lets out no more than so many rows a second, counted from the first call.
final class Pace {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /// A wait is never longer, so that whoever reads can see to other things.
  private static final long LONGEST_WAIT = 100_000_000L;

  private final Clock clock;
  private final long perSecond;
  private long start;
  private boolean started;

  Pace(Clock clock, long perSecond) {
    this.clock = clock;
    this.perSecond = perSecond;
  }

  /// How many of so many rows are due, given how many have gone before. Waits for a while when none
  /// is, and may still say 0 then.
  int due(long gone, int wanted) {
    long now = clock.monotonicNanos();
    if (!started) {
      started = true;
      start = now;
    }
    int due = dueAt(now, gone, wanted);
    if (due > 0) {
      return due;
    }
    clock.waitUntil(now + LONGEST_WAIT < time(gone) ? now + LONGEST_WAIT : time(gone));
    return dueAt(clock.monotonicNanos(), gone, wanted);
  }

  private int dueAt(long now, long gone, int wanted) {
    long passed = now - start;
    long whole = passed / NANOS_PER_SECOND;
    long part = passed % NANOS_PER_SECOND;
    double all = (double) whole * perSecond + (double) part * perSecond / NANOS_PER_SECOND;
    // The first row is due at the start.
    return (int) Math.clamp(Math.floor(all) + 1 - gone, 0, wanted);
  }

  /// When the row after so many others is due.
  private long time(long gone) {
    return start + (long) Math.ceil((double) gone * NANOS_PER_SECOND / perSecond);
  }
}
