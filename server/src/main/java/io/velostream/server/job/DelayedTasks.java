package io.velostream.server.job;

import java.time.Duration;

/// Does something later: the seam to time for the manager, which is tested without waiting.
@FunctionalInterface
public interface DelayedTasks {
  /// Runs a short task once after a while, on a thread of its own.
  void after(Duration delay, Runnable task);
}
