package io.velostream.benchmarks.latency;

import io.velostream.columnar.error.EnvironmentException;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notes stalls of one thread, on it, from when it is made. What the system counts is read at both
/// ends only, so that looking costs nothing; where the system does not tell, there are zeros.
final class StallLog {
  /// Some times longer than a step of one batch takes.
  static final long LEAST_NANOS = 2_000_000;

  private static final Path OWN_SCHEDULE = Path.of("/proc/thread-self/schedstat");
  private static final Path ALL_CORES = Path.of("/proc/stat");
  private static final int WAITED = 1;
  private static final int STOLEN = 8;
  private static final long TICK_NANOS = 10_000_000;
  private static final long MILLI_NANOS = 1_000_000;

  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final @Nullable CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
  private final Counts before = counts();
  private long count;
  private long nanos;

  /// What the system and the JVM have counted so far.
  private record Counts(long waited, long stolen, long collected, long compiled) {}

  /// Two looks at the clock that followed one another.
  void look(long from, long to) {
    if (to - from >= LEAST_NANOS) {
      count++;
      nanos += to - from;
    }
  }

  /// The stalls so far.
  Stalls all() {
    Counts now = counts();
    return new Stalls(
        count,
        nanos,
        now.waited - before.waited,
        now.stolen - before.stolen,
        now.collected - before.collected,
        now.compiled - before.compiled);
  }

  private Counts counts() {
    long collected = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      collected += collector.getCollectionTime();
    }
    CompilationMXBean bean = compilers;
    long compiled =
        bean != null && bean.isCompilationTimeMonitoringSupported()
            ? bean.getTotalCompilationTime()
            : 0;
    return new Counts(
        field(OWN_SCHEDULE, WAITED),
        field(ALL_CORES, STOLEN) * TICK_NANOS,
        collected * MILLI_NANOS,
        compiled * MILLI_NANOS);
  }

  /// A word of the first line of a file of the system, or 0 where there is no such file.
  private static long field(Path file, int word) {
    if (!Files.exists(file)) {
      return 0;
    }
    try (var lines = Files.lines(file)) {
      String[] words = lines.findFirst().orElse("").split("\\s+", -1);
      return words.length > word ? Long.parseLong(words[word]) : 0;
    } catch (IOException e) {
      throw new EnvironmentException("cannot read " + file, e, false);
    }
  }
}
