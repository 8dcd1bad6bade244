package io.velostream.runtime.job;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.runtime.CoreChoice;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.stream.seam.Threads;

/// Which core the thread of a pipeline works on. One that stays on its core has the caches to
/// itself; others that are busy on it have to wait, or to move. Threads that are spread only do not
/// meet on one: what one pipeline has to wait for, another one could not do meanwhile.
public final class Pinning {
  private final Threads threads;
  private final CoreChoice choice;

  private Pinning(Threads threads, CoreChoice choice) {
    this.threads = threads;
    this.choice = choice;
  }

  /// What settings say of it, for a statement in one pipeline: it has no other to keep away from.
  ///
  /// @throws UserException when it is wanted where it cannot be done
  public static Pinning of(RuntimeSettings settings, Threads threads) {
    Pinning all = ofSeveral(settings, threads);
    return all.choice == CoreChoice.SPREAD ? new Pinning(threads, CoreChoice.FREE) : all;
  }

  /// What settings say of it, for a statement in several pipelines.
  ///
  /// @throws UserException when it is wanted where it cannot be done
  public static Pinning ofSeveral(RuntimeSettings settings, Threads threads) {
    if (settings.cores() == CoreChoice.BOUND && !threads.canBind()) {
      throw new UserException(
              ErrorCode.INVALID_OPTION, "'pipeline.pinning' = 'on' needs Linux with 64 bits")
          .hint("SET 'pipeline.pinning' = 'off'");
    }
    return new Pinning(threads, settings.cores());
  }

  /// Puts the calling thread on its core, as far as that is wanted.
  public Threads.Bound begin() {
    return switch (choice) {
      case FREE -> Threads.Bound.NONE;
      case SPREAD -> threads.spread();
      case BOUND -> threads.bind();
    };
  }

  /// Does the work of a pipeline.
  public void run(Runnable work) {
    try (var _ = begin()) {
      work.run();
    }
  }
}
