package io.velostream.benchmarks;

import io.velostream.benchmarks.measure.CpuClock;
import io.velostream.benchmarks.measure.Measurement;
import io.velostream.benchmarks.report.JsonReport;
import io.velostream.benchmarks.report.Report;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What all benchmark commands have in common: their options, and how they end.
final class CommonOptions {
  /// What can be measured against.
  enum Peer {
    duckdb
  }

  @Option(
      names = "--repeat",
      paramLabel = "R",
      defaultValue = "5",
      description = "Timed runs, after the warm-up (default: ${DEFAULT-VALUE}).")
  int repeat;

  @Option(
      names = "--against",
      paramLabel = "PEER",
      description =
          "Time the same queries with: ${COMPLETION-CANDIDATES} (in turns, on as many threads).")
  @Nullable Peer against;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the measurements as a JSON array, too.")
  @Nullable Path json;

  @Option(
      names = "--cpu-time",
      description =
          "Measure CPU time instead of wall time, on a machine that is busy with other"
              + " things.")
  boolean cpuTime;

  Clock clock(World world) {
    return cpuTime ? new CpuClock(world.clock()) : world.clock();
  }

  boolean againstDuckDb() {
    return against == Peer.duckdb;
  }

  /// Runs one measurement; an exception becomes a measurement that failed.
  static Measurement attempt(
      String id, String title, PrintWriter progress, Callable<Measurement> measurement) {
    return attemptAll(id, title, progress, () -> List.of(measurement.call())).getFirst();
  }

  /// The same for one that gives several.
  static List<Measurement> attemptAll(
      String id, String title, PrintWriter progress, Callable<List<Measurement>> measurement) {
    progress.printf("%s  %s … ", id, title);
    progress.flush();
    List<Measurement> measured;
    try {
      measured = measurement.call();
      progress.println(
          measured.stream()
              .map(one -> Report.summary(one.rates()))
              .collect(Collectors.joining("; ")));
    } catch (Exception | LinkageError e) {
      progress.println("failed: " + e);
      measured = List.of(Measurement.failed(id, title, e.toString()));
    }
    progress.flush();
    return measured;
  }

  /// Prints the table and writes the JSON file.
  ///
  /// @return the exit code
  int finish(List<Measurement> measurements, PrintWriter out) throws IOException {
    out.println();
    out.print(Report.table(measurements));
    out.flush();
    if (json != null) {
      Files.writeString(json, JsonReport.of(measurements));
    }
    return measurements.stream().allMatch(Measurement::valid) ? 0 : 1;
  }
}
