package io.velostream.benchmarks;

import io.velostream.benchmarks.bytes.ByteScenario;
import io.velostream.benchmarks.bytes.BytesBenchmark;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `velostream bench bytes`.
@Command(
    name = "bytes",
    mixinStandardHelpOptions = true,
    description = {
      "Measures queries over files: JSON lines and CSV, from bytes to result.",
      "",
      "The files are written to a temporary folder first and deleted in the end. Results are"
          + " compared with DuckDB's before anything is timed."
    })
final class BytesCommand implements Callable<Integer> {
  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "2000000",
      description = "Records of the files (default: ${DEFAULT-VALUE}).")
  long records;

  @Mixin CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (records < 1 || common.repeat < 1) {
      throw new ParameterException(spec.commandLine(), "--records and --repeat must be positive");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (DuckDb peer = DuckDb.open()) {
      out.print(Surroundings.describe("the engine's default", Surroundings.DIRECT, common.cpuTime, peer.version()));
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
              List.of(Mode.DIRECT));
      List<Measurement> measurements = new ArrayList<>();
      for (ByteScenario scenario : ByteScenario.all()) {
        measurements.addAll(
            CommonOptions.attemptAll(
                scenario.id(), scenario.title(), out, () -> benchmark.measure(scenario, records)));
      }
      return common.finish(measurements, out);
    }
  }
}
