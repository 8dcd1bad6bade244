package io.velostream.conformance.crash;

import io.velostream.stream.seam.Clock;

/// Time that goes on by a millisecond each time somebody looks. Several threads may look.
final class SimulatedClock implements Clock {
  private static final long START_MICROS = 1_767_225_600_000_000L; // 2026-01-01
  private long millis;

  @Override
  public synchronized long wallMicros() {
    return START_MICROS + ++millis * 1_000;
  }

  @Override
  public synchronized long monotonicNanos() {
    return ++millis * 1_000_000;
  }

  @Override
  public synchronized void waitUntil(long nanos) {
    millis = Math.max(millis, nanos / 1_000_000);
  }
}
