package io.velostream.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import io.velostream.stream.seam.Clock;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// Measures durations by the CPU time of the calling thread, which does the work of either engine
/// alone. What other processes take does not count; nor do the collector's threads.
public final class CpuClock implements Clock {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

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

  /// CPU time of all threads of the process, those of native libraries included.
  public static long processNanos() {
    return PROCESS.getProcessCpuTime();
  }

  @Override
  public void waitUntil(long nanos) {
    throw new UnsupportedOperationException("CPU time does not pass by waiting");
  }
}
