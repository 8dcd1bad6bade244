package io.velostream.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import io.velostream.stream.seam.Threads;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/// Threads of which it is known how long the busiest one has worked, and what they have allocated.
/// A thread that pauses may keep a core for a while, but does not work.
public final class BusyThreads implements Threads {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Threads real;
  private final AtomicLong longestNanos = new AtomicLong();
  private final AtomicLong allocatedBytes = new AtomicLong();
  private final ThreadLocal<long[]> pausedNanos = ThreadLocal.withInitial(() -> new long[1]);

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
          long worked = THREADS.getCurrentThreadCpuTime() - takePausedNanos();
          longestNanos.accumulateAndGet(worked, Math::max);
          allocatedBytes.addAndGet(THREADS.getCurrentThreadAllocatedBytes());
        });
  }

  @Override
  public void pause(int times) {
    long start = THREADS.getCurrentThreadCpuTime();
    real.pause(times);
    pausedNanos.get()[0] += THREADS.getCurrentThreadCpuTime() - start;
  }

  /// CPU time of the calling thread in pauses since the last call.
  long takePausedNanos() {
    long[] paused = pausedNanos.get();
    long nanos = paused[0];
    paused[0] = 0;
    return nanos;
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
