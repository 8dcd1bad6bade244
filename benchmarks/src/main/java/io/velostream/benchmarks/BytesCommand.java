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
import org.jspecify.annotations.Nullable;
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
  private static final long RECORDS = 2_000_000;
  private static final long RECORDS_OF_SEVERAL = 8_000_000;

  @Option(
      names = "--records",
      paramLabel = "N",
      description =
          "Records of the files (default: 2000000; 8000000 where a job has several pipelines, which"
              + " take milliseconds to start).")
  @Nullable Long records;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "ID",
      description = "Scenarios to measure, such as json-2 (default: all).")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--parallelism",
      split = ",",
      paramLabel = "P",
      description = {
        "Read the file by jobs of so many pipelines, in turns: 1,2 gives scaling efficiency.",
        "DuckDB gets as many threads. Without it, the query is driven by one thread with no job"
            + " around it."
      })
  List<Integer> parallelism = new ArrayList<>();

  @Mixin CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    long rows = records();
    if (rows < 1 || common.repeat < 1) {
      throw new ParameterException(spec.commandLine(), "--records and --repeat must be positive");
    }
    if (parallelism.stream().anyMatch(p -> p < 1)) {
      throw new ParameterException(spec.commandLine(), "--parallelism needs numbers from 1 on");
    }
    List<ByteScenario> scenarios =
        ByteScenario.all().stream()
            .filter(scenario -> only.isEmpty() || only.contains(scenario.id()))
            .toList();
    if (scenarios.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--only names no scenario: " + only);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (DuckDb peer = DuckDb.open()) {
      out.print(
          Surroundings.describe(
              "the engine's default", Surroundings.DIRECT, common.cpuTime, peer.version()));
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
              parallelism.isEmpty()
                  ? List.of(Mode.DIRECT)
                  : parallelism.stream().distinct().map(Mode::job).toList());
      List<Measurement> measurements = new ArrayList<>();
      for (ByteScenario scenario : scenarios) {
        measurements.addAll(
            CommonOptions.attemptAll(
                scenario.id(), scenario.title(), out, () -> benchmark.measure(scenario, rows)));
      }
      return common.finish(measurements, out);
    }
  }

  private long records() {
    if (records != null) {
      return records;
    }
    return parallelism.stream().anyMatch(p -> p > 1) ? RECORDS_OF_SEVERAL : RECORDS;
  }
}
