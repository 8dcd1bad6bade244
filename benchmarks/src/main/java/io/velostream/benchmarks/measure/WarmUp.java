package io.velostream.benchmarks.measure;

import io.velostream.stream.seam.Clock;

/// Runs a query until a run is hardly faster than the best before it.
final class WarmUp {
  private static final int MIN_RUNS = 3;
  private static final int MAX_RUNS = 10;
  private static final int MIN_RUNS_SHARED = 10;
  private static final int MAX_RUNS_SHARED = 20;
  private static final double SETTLED = 0.97;
  private static final long MOST_NANOS = 12_000_000_000L;
  private static final long MIN_RUN_NANOS = 100_000_000L;

  private WarmUp() {}

  /// @param pipelines with several, more runs are made: what they do between them is done once in
  ///   many batches, and takes so much longer to be compiled
  /// @return how often the input is to be read in one timed run, so that none is too short to be
  ///   timed
  static int run(Clock clock, VelostreamQuery query, long expectedNet, int pipelines) {
    int least = pipelines == 1 ? MIN_RUNS : MIN_RUNS_SHARED;
    int most = pipelines == 1 ? MAX_RUNS : MAX_RUNS_SHARED;
    int passes = 1;
    double best = 0;
    long end = clock.monotonicNanos() + MOST_NANOS;
    for (int run = 1; run <= most; run++) {
      Sample sample = query.time(clock, passes, expectedNet);
      boolean settled = run >= least && best >= SETTLED * sample.rate();
      best = Math.max(best, sample.rate());
      if (run >= least && (settled || clock.monotonicNanos() > end)) {
        break;
      }
      passes = (int) Math.max(passes, MIN_RUN_NANOS * passes / sample.nanos() + 1);
    }
    return passes;
  }
}
