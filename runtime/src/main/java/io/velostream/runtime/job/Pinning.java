package io.velostream.runtime.job;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.stream.seam.Threads;

/// Whether the thread of a pipeline stays on one core while it works. Then the caches of that core
/// are its own; others that are busy on it have to wait, or to move.
public final class Pinning {
  private final Threads threads;
  private final boolean wanted;

  private Pinning(Threads threads, boolean wanted) {
    this.threads = threads;
    this.wanted = wanted;
  }

  /// What settings say of it.
  ///
  /// @throws UserException when it is wanted where it cannot be done
  public static Pinning of(RuntimeSettings settings, Threads threads) {
    if (settings.pinned() && !threads.canBind()) {
      throw new UserException(
              ErrorCode.INVALID_OPTION, "'pipeline.pinning' = 'on' needs Linux with 64 bits")
          .hint("SET 'pipeline.pinning' = 'off'");
    }
    return new Pinning(threads, settings.pinned());
  }

  /// Has the calling thread stay on one core from now on, if that is wanted.
  public Threads.Bound begin() {
    return wanted ? threads.bind() : Threads.Bound.NONE;
  }

  /// Does the work of a pipeline.
  public void run(Runnable work) {
    try (var _ = begin()) {
      work.run();
    }
  }
}
