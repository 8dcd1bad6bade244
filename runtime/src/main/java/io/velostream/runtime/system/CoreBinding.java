package io.velostream.runtime.system;

import io.velostream.stream.seam.Threads;
import java.util.BitSet;
import java.util.Optional;

/// Binds threads to cores, each to one that fewest are bound to, so that those of several jobs do
/// not meet on one while another is free. Any thread may call all methods.
final class CoreBinding {
  private final CoreMask mask;

  /// The cores that the process had before a thread was bound.
  private final BitSet cores;

  /// By core, how many threads are bound to it.
  private final int[] bound;

  private CoreBinding(CoreMask mask, BitSet cores) {
    this.mask = mask;
    this.cores = cores;
    this.bound = new int[cores.length()];
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
    int core = take();
    BitSet one = new BitSet();
    one.set(core);
    if (!mask.set(one)) {
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

  private synchronized int take() {
    int best = cores.nextSetBit(0);
    for (int core = best; core >= 0; core = cores.nextSetBit(core + 1)) {
      best = bound[core] < bound[best] ? core : best;
    }
    bound[best]++;
    return best;
  }

  private synchronized void giveBack(int core) {
    bound[core]--;
  }
}
