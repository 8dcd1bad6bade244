package io.velostream.runtime.system;

import io.velostream.stream.seam.Threads;
import java.util.BitSet;
import java.util.Optional;

/// Gives threads cores, each one that fewest others have, so that those of several jobs do not meet
/// on one while another is free. A thread is bound to its core, or has a seat there and may be
/// moved by the system. Any thread may call all methods.
final class CoreBinding {
  private final CoreMask mask;

  /// The cores that the process had before a thread was bound.
  private final BitSet cores;

  /// By core, how many threads have it.
  private final int[] taken;

  private CoreBinding(CoreMask mask, BitSet cores) {
    this.mask = mask;
    this.cores = cores;
    this.taken = new int[cores.length()];
  }

  /// That of this system; nothing where threads cannot be bound.
  static Optional<CoreBinding> ofSystem() {
    return CoreMask.ofSystem()
        .flatMap(mask -> {
          BitSet cores = mask.get();
          return cores.isEmpty() ? Optional.empty() : Optional.of(new CoreBinding(mask, cores));
        });
  }

  /// Binds the calling thread. One that is not a thread of the system stays free, and so does one
  /// whose system refuses that now.
  Threads.Bound bind() {
    if (Thread.currentThread().isVirtual()) {
      return Threads.Bound.NONE;
    }
    int core = take(-1);
    if (!mask.set(only(core))) {
      giveBack(core);
      return Threads.Bound.NONE;
    }
    return () -> {
      free();
      giveBack(core);
    };
  }

  /// Lets the calling thread run on all cores: one that a bound thread starts is bound like it.
  void free() {
    boolean _ = mask.set(cores); // where it is refused, the thread stays where it is
  }

  /// Gives the calling thread a core, and puts it there. Nothing for one that somebody has confined
  /// to some of the cores: that is to stay so.
  Optional<Seat> seat() {
    if (!mask.get().equals(cores)) {
      return Optional.empty();
    }
    Seat seat = new Seat(take(mask.current()));
    seat.keep();
    return Optional.of(seat);
  }

  /// The core of a thread that may leave it. Belongs to that thread.
  final class Seat {
    private int core;

    private Seat(int core) {
      this.core = core;
    }

    /// Puts the thread back on its core, if it was moved to one that another thread has. A core
    /// that nobody has is its own from now on.
    void keep() {
      int now = mask.current();
      if (now == core || now < 0) {
        return;
      }
      if (exchange(core, now)) {
        core = now;
      } else if (mask.set(only(core))) {
        free();
      }
    }

    /// Nobody has the core any more.
    void leave() {
      giveBack(core);
    }
  }

  private static BitSet only(int core) {
    BitSet one = new BitSet();
    one.set(core);
    return one;
  }

  /// Takes a core that fewest threads have, and of these a certain one, if it is among them.
  ///
  /// @param preferred -1 for none
  private synchronized int take(int preferred) {
    boolean known = preferred >= 0 && cores.get(preferred);
    int best = known ? preferred : cores.nextSetBit(0);
    for (int core = cores.nextSetBit(0); core >= 0; core = cores.nextSetBit(core + 1)) {
      best = taken[core] < taken[best] ? core : best;
    }
    taken[best]++;
    return best;
  }

  private synchronized void giveBack(int core) {
    taken[core]--;
  }

  /// Takes another core in place of one, if no thread has that.
  private synchronized boolean exchange(int core, int other) {
    if (!cores.get(other) || taken[other] > 0) {
      return false;
    }
    taken[core]--;
    taken[other]++;
    return true;
  }
}
