package io.velostream.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import io.velostream.stream.seam.Threads;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/// Threads of which it is known how long the busiest one has kept a core, and what they have
/// allocated.
public final class BusyThreads implements Threads {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Threads real;
  private final AtomicLong longestNanos = new AtomicLong();
  private final AtomicLong allocatedBytes = new AtomicLong();

  /// @param real makes the threads
  public BusyThreads(Threads real) {
    this.real = real;
  }

  @Override
  public int cores() {
    return real.cores();
  }

  @Override
  public Started start(String name, Runnable work) {
    return real.start(
        name,
        () -> {
          work.run();
          longestNanos.accumulateAndGet(THREADS.getCurrentThreadCpuTime(), Math::max);
          allocatedBytes.addAndGet(THREADS.getCurrentThreadAllocatedBytes());
        });
  }

  @Override
  public void pause(int times) {
    real.pause(times);
  }

  /// The most CPU time of a thread that has ended since the last call.
  long takeLongestNanos() {
    return longestNanos.getAndSet(0);
  }

  /// What all threads have allocated that have ended since the last call.
  long takeAllocatedBytes() {
    return allocatedBytes.getAndSet(0);
  }
}
