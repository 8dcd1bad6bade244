package io.velostream.runtime.system;

import io.velostream.stream.seam.Threads;
import java.util.concurrent.locks.LockSupport;

/// Platform threads. They do not keep the program alive.
final class SystemThreads implements Threads {
  /// A pause that is shorter than it takes to go to sleep and wake up.
  private static final int SPINS = 32;

  private static final int SPIN_ROUNDS = 32;
  private static final int YIELDS = 48;
  private static final long SHORTEST_NANOS = 20_000;
  private static final long LONGEST_NANOS = 1_000_000;

  @Override
  public int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  @Override
  public Started start(String name, Runnable work) {
    Thread thread = Thread.ofPlatform().daemon().name(name).start(work);
    return () -> awaitEnd(thread);
  }

  private static void awaitEnd(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // gives way where there are fewer cores than threads
  public void pause(int times) {
    if (times < SPINS) {
      for (int i = 0; i < SPIN_ROUNDS; i++) {
        Thread.onSpinWait();
      }
    } else if (times < YIELDS) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(Math.min(LONGEST_NANOS, SHORTEST_NANOS * (times - YIELDS + 1)));
    }
  }
}
