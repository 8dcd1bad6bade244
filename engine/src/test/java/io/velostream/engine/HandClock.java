package io.velostream.engine;

import io.velostream.stream.seam.Clock;

/// A clock that is moved by hand, and by waits.
final class HandClock implements Clock {
  long nanos;

  @Override
  public long wallMicros() {
    return nanos / 1_000;
  }

  @Override
  public long monotonicNanos() {
    return nanos;
  }

  @Override
  public void waitUntil(long until) {
    nanos = Math.max(nanos, until);
  }
}
