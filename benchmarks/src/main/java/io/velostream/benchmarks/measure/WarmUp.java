package io.velostream.benchmarks.measure;

import io.velostream.stream.seam.Clock;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Runs a query until a run is hardly faster than the best before it, and the compiler has hardly
/// anything left to do. While it works, it takes a core: a query in one pipeline does not notice
/// that where there are two cores, and one in two pipelines does.
final class WarmUp {
  private static final @Nullable CompilationMXBean COMPILER =
      ManagementFactory.getCompilationMXBean();

  private static final int MIN_RUNS = 3;
  private static final int MAX_RUNS = 20;
  private static final int MIN_RUNS_SHARED = 10;
  private static final int MAX_RUNS_SHARED = 60;

  /// Of the time of a run, compiling takes no more than that behind a warm-up.
  private static final double MOST_COMPILING = 0.02;

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
      long compiling = compilingNanos();
      Sample sample = query.time(clock, passes, expectedNet);
      compiling = compilingNanos() - compiling;
      boolean compiled = compiling <= MOST_COMPILING * sample.nanos();
      boolean settled = run >= least && best >= SETTLED * sample.rate() && compiled;
      best = Math.max(best, sample.rate());
      if (run >= least && (settled || clock.monotonicNanos() > end)) {
        break;
      }
      passes = (int) Math.max(passes, MIN_RUN_NANOS * passes / sample.nanos() + 1);
    }
    return passes;
  }

  /// How long methods have been compiled so far; always 0 where that is not known.
  private static long compilingNanos() {
    CompilationMXBean compiler = COMPILER;
    return compiler == null || !compiler.isCompilationTimeMonitoringSupported()
        ? 0
        : TimeUnit.MILLISECONDS.toNanos(compiler.getTotalCompilationTime());
  }
}
