package io.velostream.server.job;

import io.velostream.runtime.job.LoadFigures;
import java.time.Duration;
import java.util.OptionalDouble;

/// Tells which share of their time the threads of a run have been at work lately. Belongs to the
/// run's thread.
final class BusyMeter {
  private static final long SPAN = Duration.ofSeconds(5).toNanos();

  private long elapsed;
  private long idle;
  private OptionalDouble ratio = OptionalDouble.empty();

  /// A run begins.
  void reset() {
    elapsed = 0;
    idle = 0;
    ratio = OptionalDouble.empty();
  }

  /// From 0 to 1, over some seconds; as far as is known, soon after the beginning.
  OptionalDouble take(LoadFigures load) {
    long span = load.elapsedNanos() - elapsed;
    if (span <= 0) {
      return ratio;
    }
    double waited = (double) (load.idleNanos() - idle) / load.pipelines();
    double now = Math.clamp(1 - waited / span, 0, 1);
    if (span < SPAN && ratio.isPresent()) {
      return ratio;
    }
    ratio = OptionalDouble.of(now);
    if (span >= SPAN) {
      elapsed = load.elapsedNanos();
      idle = load.idleNanos();
    }
    return ratio;
  }
}
