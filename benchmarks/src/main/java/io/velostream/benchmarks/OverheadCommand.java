package io.velostream.benchmarks;

import io.velostream.benchmarks.overhead.OverheadBenchmark;
import io.velostream.benchmarks.report.OverheadReport;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `velostream bench overhead`.
@Command(
    name = "overhead",
    mixinStandardHelpOptions = true,
    description = {
      "Measures what each part of a job costs: scenario 2 with reader, queue, watermark, metrics,"
          + " checkpoints and handling of errors added one by one, from the first to the last and"
          + " from the last to the first. All combinations give the same result, are warm, and run"
          + " in turns on one thread."
    })
final class OverheadCommand implements Callable<Integer> {
  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "4000000",
      description = "Records of a run (default: ${DEFAULT-VALUE}).")
  long records;

  @Option(
      names = "--batch-rows",
      paramLabel = "N",
      defaultValue = "4096",
      description = "Rows per batch of the input (default: ${DEFAULT-VALUE}).")
  int batchRows;

  @Mixin CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (records < 1 || batchRows < 1 || common.repeat < 1 || common.againstDuckDb()) {
      throw new ParameterException(
          spec.commandLine(),
          "--records, --batch-rows and --repeat must be positive, and there is no peer");
    }
    World world = SystemWorld.create();
    OverheadBenchmark.Result result =
        new OverheadBenchmark(world, common.clock(world), common.repeat)
            .measure(records, batchRows);
    PrintWriter out = spec.commandLine().getOut();
    out.print(OverheadReport.table(result));
    out.flush();
    if (common.json != null) {
      Files.writeString(common.json, OverheadReport.json(result));
    }
    return 0;
  }
}
