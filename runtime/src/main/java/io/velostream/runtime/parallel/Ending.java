package io.velostream.runtime.parallel;

import org.jspecify.annotations.Nullable;

/// Why a run ends early: the first failure of any of its threads. Any thread may call all methods.
final class Ending {
  private volatile @Nullable Throwable failure;

  /// A thread cannot go on, so that the others should not.
  synchronized void fail(Throwable cause) {
    Throwable first = failure;
    if (first == null) {
      failure = cause;
    } else if (first != cause) {
      first.addSuppressed(cause);
    }
  }

  /// Whether all should stop.
  boolean isDue() {
    return failure != null;
  }

  /// What was the first to fail, or `null`.
  @Nullable Throwable failure() {
    return failure;
  }
}
