package io.velostream.benchmarks;

import io.velostream.benchmarks.bytes.FileFormat;
import io.velostream.benchmarks.measure.Measurement;
import io.velostream.benchmarks.start.Launcher;
import io.velostream.benchmarks.start.StartBenchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `velostream bench start`.
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how long the command takes to answer a query over a small file, from a cold start:"
          + " with the launcher's cache of classes, and without.",
      "",
      "A record is one answer. With --cpu-time, the processor time of all of the command's"
          + " processes counts (Linux only)."
    })
final class StartCommand implements Callable<Integer> {
  private static final String LAUNCHER = "velostream.launcher";
  private static final long TRADES = 1_000;

  @Mixin CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    String path = System.getProperty(LAUNCHER);
    if (path == null) {
      throw new ParameterException(
          spec.commandLine(), "start measures the launcher: call it as ./velostream bench start");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      FileFormat.CSV.write(folder.path().resolve("trades.csv"), TRADES);
      StartBenchmark benchmark =
          new StartBenchmark(
              new Launcher(Path.of(path), folder.path()), common.repeat, common.cpuTime);
      return common.finish(
          List.of(
              CommonOptions.attempt(
                  "start", "first start, no cache", out, () -> measure(benchmark, false)),
              CommonOptions.attempt(
                  "start-cached", "start with the cache", out, () -> measure(benchmark, true))),
          out);
    }
  }

  private static Measurement measure(StartBenchmark benchmark, boolean cached)
      throws IOException, InterruptedException {
    return benchmark.measure(cached);
  }
}
