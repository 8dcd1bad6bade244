package io.velostream.conformance.simulation;

import io.velostream.stream.seam.Clock;
import java.util.random.RandomGenerator;

/// The time of a simulation. That of day jumps by up to an hour now and then; the other one never
/// does.
public final class VirtualClock implements Clock {
  private static final long START_MICROS = 1_767_225_600_000_000L; // 2026-01-01
  private static final long HOUR_MICROS = 3_600_000_000L;

  private final Fibers fibers;
  private final RandomGenerator random;
  private long jumped;

  /// @param random draws when the time of day jumps
  public VirtualClock(Fibers fibers, RandomGenerator random) {
    this.fibers = fibers;
    this.random = random;
  }

  @Override
  public long wallMicros() {
    fibers.alive();
    if (random.nextInt(100) == 0) {
      jumped = random.nextLong(-HOUR_MICROS, HOUR_MICROS);
    }
    return START_MICROS + jumped + fibers.look() / 1_000;
  }

  @Override
  public long monotonicNanos() {
    fibers.alive();
    fibers.round();
    long now = fibers.look();
    fibers.giveWay();
    fibers.alive();
    return now;
  }

  @Override
  public void waitUntil(long nanos) {
    fibers.alive();
    fibers.sleepUntil(nanos);
    fibers.alive();
  }
}
