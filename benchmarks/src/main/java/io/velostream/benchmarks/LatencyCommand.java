package io.velostream.benchmarks;

import io.velostream.benchmarks.latency.Latency;
import io.velostream.benchmarks.latency.LatencyBenchmark;
import io.velostream.benchmarks.measure.CpuClock;
import io.velostream.benchmarks.scenario.Scenario;
import io.velostream.benchmarks.scenario.Scenarios;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `velostream bench latency`.
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how long a record takes from its arrival to the changes that it makes, at a part of"
          + " full speed.",
      "",
      "Records arrive at a steady pace, whatever the query does; times count from when a record was"
          + " due. All that have arrived are taken at once, in one step of the pipeline (of which"
          + " emit.step = record, as in 3r, makes one per record)."
    })
final class LatencyCommand implements Callable<Integer> {
  @Option(
      names = "--scenario",
      defaultValue = "3r",
      paramLabel = "ID",
      description = "What to measure (default: ${DEFAULT-VALUE}).")
  String scenario = "";

  @Option(
      names = "--load",
      defaultValue = "0.5",
      paramLabel = "PART",
      description = "The part of full speed at which records arrive (default: ${DEFAULT-VALUE}).")
  double load;

  @Option(
      names = "--records",
      defaultValue = "20000000",
      paramLabel = "N",
      description = "Records (default: ${DEFAULT-VALUE}).")
  long records;

  @Option(
      names = "--batch-rows",
      defaultValue = "4096",
      paramLabel = "N",
      description = "Records that are taken at once, at most (default: ${DEFAULT-VALUE}).")
  int batchRows;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures as a JSON object, too.")
  @Nullable Path json;

  @Option(
      names = "--cpu-time",
      description =
          "Let records arrive, and take times, by the CPU time of the thread, on a machine that is"
              + " busy with other things. What other threads do, such as the collection of garbage,"
              + " is then left out.")
  boolean cpuTime;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (!(load > 0 && load <= 1) || records < 1 || batchRows < 1) {
      throw new ParameterException(
          spec.commandLine(), "--load is above 0 and at most 1, the others are positive");
    }
    Scenario chosen;
    try {
      chosen = Scenarios.of(List.of(scenario)).getFirst();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    World world = SystemWorld.create();
    Clock clock = cpuTime ? new CpuClock(world.clock()) : world.clock();
    Latency latency =
        new LatencyBenchmark(world, clock, 3).measure(chosen, records, batchRows, load);
    PrintWriter out = spec.commandLine().getOut();
    out.print(latency.text());
    out.flush();
    if (json != null) {
      Files.writeString(json, latency.json());
    }
    return 0;
  }
}
