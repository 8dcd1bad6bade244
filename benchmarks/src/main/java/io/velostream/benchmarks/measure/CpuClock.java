package io.velostream.benchmarks.measure;

import io.velostream.stream.seam.Clock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// Measures durations by the CPU time of the calling thread, which does the work of either engine
/// alone. What other processes take does not count; nor do the collector's threads.
public final class CpuClock implements Clock {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Clock wall;

  /// @param wall gives the time of day
  public CpuClock(Clock wall) {
    this.wall = wall;
  }

  @Override
  public long wallMicros() {
    return wall.wallMicros();
  }

  @Override
  public long monotonicNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  @Override
  public void waitUntil(long nanos) {
    throw new UnsupportedOperationException("CPU time does not pass by waiting");
  }
}
