package io.velostream.benchmarks;

import io.velostream.benchmarks.bytes.ByteScenario;
import io.velostream.benchmarks.bytes.BytesBenchmark;
import io.velostream.benchmarks.bytes.Measurements;
import io.velostream.benchmarks.duckdb.DuckDb;
import io.velostream.benchmarks.measure.Measurement;
import io.velostream.benchmarks.measure.Mode;
import io.velostream.benchmarks.report.Surroundings;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `velostream bench 1brc`.
@Command(
    name = "1brc",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the query of the One Billion Row Challenge: least, mean and greatest temperature of"
          + " 413 stations, from a text file, by the ordinary engine.",
      "",
      "The file is written to a temporary folder first and deleted in the end. The result over all"
          + " rows is compared with one computed from the rows' numbers before anything is timed,"
          + " for each number of pipelines, and must not depend on that number.",
      "",
      "Runs take turns. Scaling efficiency is the rate of P pipelines by P times that of one. With"
          + " --cpu-time a run of several pipelines takes as long as its busiest thread has worked,"
          + " and one of DuckDB as long as if its threads had shared the work evenly."
    })
final class OneBrcCommand implements Callable<Integer> {
  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "10000000",
      description = "Lines of the file, about 16 bytes each (default: ${DEFAULT-VALUE}).")
  long rows;

  @Option(
      names = "--parallelism",
      split = ",",
      defaultValue = "1,2",
      paramLabel = "P",
      description = "Pipelines, and threads of DuckDB, to measure (default: ${DEFAULT-VALUE}).")
  List<Integer> parallelism = new ArrayList<>();

  @Mixin CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (rows < 1 || common.repeat < 1 || parallelism.stream().anyMatch(p -> p < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--rows, --repeat and --parallelism must be positive");
    }
    PrintWriter out = spec.commandLine().getOut();
    String pipelines = parallelism.stream().map(String::valueOf).collect(Collectors.joining(", "));
    try (DuckDb peer = DuckDb.open()) {
      out.print(
          Surroundings.describe(
              "the engine's default",
              pipelines + ": jobs of so many pipelines, and DuckDB with so many threads",
              common.cpuTime,
              peer.version()));
    }
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      World world = SystemWorld.create();
      BytesBenchmark benchmark =
          new BytesBenchmark(
              world,
              common.clock(world),
              common.repeat,
              common.againstDuckDb(),
              folder.path(),
              parallelism.stream().distinct().map(Mode::job).toList());
      ByteScenario scenario = ByteScenario.oneBillionRows();
      List<Measurement> measured =
          CommonOptions.attemptAll(
              scenario.id(), scenario.title(), out, () -> measure(benchmark, scenario));
      return common.finish(measured, out);
    }
  }

  private List<Measurement> measure(BytesBenchmark benchmark, ByteScenario scenario)
      throws IOException {
    benchmark.check(scenario, rows, Measurements.expected(rows));
    return benchmark.measure(scenario, rows);
  }
}
