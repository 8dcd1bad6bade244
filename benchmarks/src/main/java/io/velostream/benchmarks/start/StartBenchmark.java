package io.velostream.benchmarks.start;

import io.velostream.benchmarks.measure.Measurement;
import io.velostream.benchmarks.measure.Statistics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Times cold starts, from the call of the launcher to the end of its process.
///
/// @param launcher what is started
/// @param repeats timed starts
/// @param cpuTime whether processor time is measured instead of wall time
public record StartBenchmark(Launcher launcher, int repeats, boolean cpuTime) {
  /// Of the fields behind the name of the process: user and system time of children that ended.
  private static final int CHILDREN_USER = 13;

  private static final int CHILDREN_SYSTEM = 14;

  /// Clock ticks of `/proc` per second, the same on all Linux systems of today.
  private static final long NANOS_PER_TICK = 10_000_000;

  /// One start untimed, then those that count.
  ///
  /// @param cached whether the cache of classes is used
  public Measurement measure(boolean cached) throws IOException, InterruptedException {
    if (cached) {
      launcher.train();
    }
    launcher.query(cached);
    List<Double> rates = new ArrayList<>();
    for (int run = 0; run < repeats; run++) {
      long start = nanos();
      launcher.query(cached);
      rates.add(1e9 / (nanos() - start));
    }
    return new Measurement(
        cached ? "start-cached" : "start",
        cached ? "start with the cache" : "first start, no cache",
        "process",
        1,
        1,
        1,
        0,
        0,
        "",
        Statistics.of(rates),
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private long nanos() throws IOException {
    return cpuTime ? childrenNanos() : System.nanoTime();
  }

  private static long childrenNanos() throws IOException {
    String line = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.UTF_8);
    // The name, in parentheses, may have blanks.
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    long ticks = Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]);
    return ticks * NANOS_PER_TICK;
  }
}
