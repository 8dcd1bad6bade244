package io.velostream.runtime.system;

import io.velostream.stream.seam.Threads;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Platform threads. They do not keep the program alive.
final class SystemThreads implements Threads {
  /// So many pauses are shorter than it takes to go to sleep and wake up: some 20 microseconds, and
  /// where each thread has a core of its own some 200. Who has slept may be woken up on a core that
  /// another thread is busy on, and share it with that for milliseconds.
  private static final int SPINS = 32;

  private static final int SPINS_ALONE = 256;

  private static final int SPIN_ROUNDS = 32;
  private static final int YIELDS = 16;
  private static final long SHORTEST_NANOS = 20_000;
  private static final long LONGEST_NANOS = 1_000_000;

  /// Of threads that were spread.
  private static final ThreadLocal<CoreBinding.@Nullable Seat> SEATS = new ThreadLocal<>();

  private final int cores = Runtime.getRuntime().availableProcessors();

  /// Threads that are at work, and the one that has started them.
  private final AtomicInteger atWork = new AtomicInteger(1);

  /// What binds threads to cores, once somebody has asked for that.
  private static final class Binding {
    private static final Optional<CoreBinding> OF_SYSTEM = CoreBinding.ofSystem();
  }

  /// Whether a thread was bound, so that those that it starts are to be freed.
  private volatile boolean binds;

  @Override
  public int cores() {
    return cores;
  }

  @Override
  public boolean canBind() {
    return Binding.OF_SYSTEM.isPresent();
  }

  @Override
  public Bound bind() {
    CoreBinding binding =
        Binding.OF_SYSTEM.orElseThrow(
            () -> new UnsupportedOperationException("threads cannot be bound to cores here"));
    binds = true;
    return binding.bind();
  }

  /// Nothing where the program may not call functions of the system: nobody has asked for a warning
  /// about that. Nor where there are more threads than cores: the system knows better then which of
  /// them can share one.
  @Override
  public Bound spread() {
    if (Thread.currentThread().isVirtual()
        || atWork.get() > cores
        || SEATS.get() != null
        || !SystemThreads.class.getModule().isNativeAccessEnabled()) {
      return Bound.NONE;
    }
    CoreBinding.Seat seat = Binding.OF_SYSTEM.flatMap(CoreBinding::seat).orElse(null);
    if (seat == null) {
      return Bound.NONE;
    }
    SEATS.set(seat);
    return () -> {
      SEATS.remove();
      seat.leave();
    };
  }

  @Override
  public void keepApart() {
    CoreBinding.Seat seat = SEATS.get();
    if (seat != null && atWork.get() <= cores) {
      seat.keep();
    }
  }

  @Override
  public Started start(String name, Runnable work) {
    atWork.incrementAndGet();
    Thread thread = Thread.ofPlatform().daemon().name(name).start(() -> run(work));
    return () -> awaitEnd(thread);
  }

  private void run(Runnable work) {
    if (binds) {
      Binding.OF_SYSTEM.ifPresent(CoreBinding::free);
    }
    try {
      work.run();
    } finally {
      atWork.decrementAndGet();
    }
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
    int spins = atWork.get() <= cores ? SPINS_ALONE : SPINS;
    if (times < spins) {
      for (int i = 0; i < SPIN_ROUNDS; i++) {
        Thread.onSpinWait();
      }
    } else if (times < spins + YIELDS) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(Math.min(LONGEST_NANOS, SHORTEST_NANOS * (times - spins - YIELDS + 1)));
    }
  }
}
