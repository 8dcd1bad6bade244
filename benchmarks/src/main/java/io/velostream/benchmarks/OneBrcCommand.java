package io.velostream.benchmarks;

import io.velostream.benchmarks.bytes.ByteScenario;
import io.velostream.benchmarks.bytes.BytesBenchmark;
import io.velostream.benchmarks.bytes.Measurements;
import io.velostream.benchmarks.duckdb.DuckDb;
import io.velostream.benchmarks.measure.Measurement;
import io.velostream.benchmarks.report.Surroundings;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
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
          + " rows is compared with one computed from the rows' numbers before anything is timed."
    })
final class OneBrcCommand implements Callable<Integer> {
  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "10000000",
      description = "Lines of the file, about 16 bytes each (default: ${DEFAULT-VALUE}).")
  long rows;

  @Mixin CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (rows < 1 || common.repeat < 1) {
      throw new ParameterException(spec.commandLine(), "--rows and --repeat must be positive");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (DuckDb peer = DuckDb.open()) {
      out.print(Surroundings.describe("the engine's default", common.cpuTime, peer.version()));
    }
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      World world = SystemWorld.create();
      BytesBenchmark benchmark =
          new BytesBenchmark(
              world, common.clock(world), common.repeat, common.againstDuckDb(), folder.path());
      ByteScenario scenario = ByteScenario.oneBillionRows();
      Measurement measured =
          CommonOptions.attempt(
              scenario.id(), scenario.title(), out, () -> measure(benchmark, scenario));
      return common.finish(List.of(measured), out);
    }
  }

  private Measurement measure(BytesBenchmark benchmark, ByteScenario scenario) throws IOException {
    benchmark.check(scenario, rows, Measurements.expected(rows));
    return benchmark.measure(scenario, rows);
  }
}
