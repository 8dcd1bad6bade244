package io.velostream.runtime.retry;

/// How often, and how soon, a sink that fails is tried again.
///
/// @param attempts how often one thing is tried in all, at least 1
/// @param delayNanos how long to wait after the first failure; twice as long after each further one
/// @param opensAfter failures in a row after which the breaker opens, at least 1
/// @param openNanos how long it stays open; no other wait is longer
public record RetryPolicy(int attempts, long delayNanos, int opensAfter, long openNanos) {
  /// Nothing is tried twice.
  public static final RetryPolicy NONE = new RetryPolicy(1, 0, 1, 0);

  public RetryPolicy {
    if (attempts < 1 || delayNanos < 0 || opensAfter < 1 || openNanos < 0) {
      throw new IllegalArgumentException(
          "no policy: %d, %d, %d, %d".formatted(attempts, delayNanos, opensAfter, openNanos));
    }
  }

  /// How long to wait after so many failures in a row, while the breaker is closed.
  long waitNanos(int failures) {
    long wait = delayNanos;
    for (int i = 1; i < failures && wait < openNanos; i++) {
      wait *= 2;
    }
    return Math.min(wait, openNanos);
  }
}
