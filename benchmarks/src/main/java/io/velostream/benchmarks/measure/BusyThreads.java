package io.velostream.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import io.velostream.stream.seam.Threads;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/// Threads of which it is known how long the busiest one has worked, and what they have allocated.
/// A thread that pauses may keep a core for a while, but does not work.
public final class BusyThreads implements Threads {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// What is kept of each thread: nanoseconds in pauses, and when the last one ended.
  private static final int TOTAL = 0;

  private static final int LAST_END = 1;

  private final Threads real;
  private final AtomicLong longestNanos = new AtomicLong();
  private final AtomicLong allocatedBytes = new AtomicLong();
  private final ThreadLocal<long[]> pausedNanos = ThreadLocal.withInitial(() -> new long[2]);

  /// @param real makes the threads
  public BusyThreads(Threads real) {
    this.real = real;
  }

  @Override
  public int cores() {
    return real.cores();
  }

  @Override
  public boolean canBind() {
    return real.canBind();
  }

  @Override
  public Bound bind() {
    return real.bind();
  }

  @Override
  public Bound spread() {
    return real.spread();
  }

  @Override
  public void keepApart() {
    real.keepApart();
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

  /// What lies between pauses that follow one another is looking for work in vain, and counts as
  /// pause.
  @Override
  public void pause(int times) {
    long[] paused = pausedNanos.get();
    long start = times == 0 ? THREADS.getCurrentThreadCpuTime() : paused[LAST_END];
    real.pause(times);
    long end = THREADS.getCurrentThreadCpuTime();
    paused[TOTAL] += end - start;
    paused[LAST_END] = end;
  }

  /// CPU time of the calling thread in pauses since the last call.
  long takePausedNanos() {
    long[] paused = pausedNanos.get();
    long nanos = paused[TOTAL];
    paused[TOTAL] = 0;
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
