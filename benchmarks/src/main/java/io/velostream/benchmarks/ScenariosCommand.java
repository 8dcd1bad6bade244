package io.velostream.benchmarks;

import io.velostream.benchmarks.duckdb.DuckDb;
import io.velostream.benchmarks.measure.Measurement;
import io.velostream.benchmarks.measure.Mode;
import io.velostream.benchmarks.measure.ModeBenchmark;
import io.velostream.benchmarks.measure.ScenarioBenchmark;
import io.velostream.benchmarks.report.Surroundings;
import io.velostream.benchmarks.scenario.Scenario;
import io.velostream.benchmarks.scenario.Scenarios;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `velostream bench scenarios`.
@Command(
    name = "scenarios",
    mixinStandardHelpOptions = true,
    description = {
      "Measures queries over rows that lie ready in memory.",
      "",
      "Each result is first compared with DuckDB's, row for row, on a small input. On the timed"
          + " input the number of output rows and a checksum must be the same in all runs, and no"
          + " record may be lost. Unless --modes says otherwise, the query is driven by one thread"
          + " with no job around it.",
      "",
      "With several modes, runs take turns. Then coordination overhead is 1 - simple / direct, and"
          + " scaling efficiency adaptive(P) / (P * simple). With --cpu-time a run of several"
          + " pipelines takes as long as its busiest thread has worked."
    })
final class ScenariosCommand implements Callable<Integer> {
  @Option(
      names = "--only",
      split = ",",
      paramLabel = "ID",
      description = "Scenarios to measure, such as 0,2k,3a (default: all).")
  List<String> only = new ArrayList<>();

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "0",
      description = "Records of a timed run (default: a number that suits the scenario).")
  long records;

  @Option(
      names = "--batch-rows",
      paramLabel = "N",
      defaultValue = "4096",
      description = "Rows per batch of the input (default: ${DEFAULT-VALUE}).")
  int batchRows;

  @Option(
      names = "--duckdb-compressed",
      description =
          "Let DuckDB compress its tables first, so that it has strings as ids, too. Without it"
              + " its tables are as they were loaded, which is how goals are counted.")
  boolean compressed;

  @Option(
      names = "--modes",
      split = ",",
      defaultValue = "direct",
      paramLabel = "MODE",
      description =
          "How to drive the query: direct (one thread, no job), simple (a job of one pipeline),"
              + " adaptive (a job of several). Default: ${DEFAULT-VALUE}.")
  List<String> modes = new ArrayList<>();

  @Option(
      names = "--parallelism",
      split = ",",
      defaultValue = "2",
      paramLabel = "P",
      description = "Pipelines of adaptive jobs (default: ${DEFAULT-VALUE}).")
  List<Integer> parallelism = new ArrayList<>();

  @Mixin CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    CommandLine command = spec.commandLine();
    List<Scenario> scenarios;
    try {
      scenarios = Scenarios.of(only);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
    if (records < 0 || batchRows < 1 || common.repeat < 1) {
      throw new ParameterException(
          command, "--records, --batch-rows and --repeat must be positive");
    }
    PrintWriter out = command.getOut();
    try (DuckDb peer = DuckDb.open()) {
      out.print(
          Surroundings.describe(
              batchRows + " rows", Surroundings.DIRECT, common.cpuTime, peer.version()));
    }
    World world = SystemWorld.create();
    List<Mode> chosen = chosenModes();
    if (!chosen.equals(List.of(Mode.DIRECT))) {
      if (common.againstDuckDb()) {
        throw new ParameterException(command, "--against goes with the mode direct alone");
      }
      return common.finish(measureModes(world, chosen, scenarios, out), out);
    }
    ScenarioBenchmark benchmark =
        new ScenarioBenchmark(world, common.clock(world), common.repeat, batchRows, rival());
    List<Measurement> measurements = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      out.printf("%s  input: %s%n", scenario.id(), scenario.table().generate(1, batchRows).form());
      measurements.add(
          CommonOptions.attempt(
              scenario.id(), scenario.title(), out, () -> benchmark.measure(scenario, records)));
    }
    return common.finish(measurements, out);
  }

  private List<Mode> chosenModes() {
    List<Mode> chosen = new ArrayList<>();
    for (String name : modes) {
      switch (name) {
        case "direct" -> chosen.add(Mode.DIRECT);
        case "simple" -> chosen.add(Mode.SIMPLE);
        case "adaptive" -> parallelism.forEach(p -> chosen.add(Mode.adaptive(p)));
        default ->
            throw new ParameterException(
                spec.commandLine(), "--modes are direct, simple, adaptive, not " + name);
      }
    }
    if (chosen.isEmpty() || parallelism.stream().anyMatch(p -> p < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--modes and --parallelism need values, from 1 on");
    }
    return chosen;
  }

  private List<Measurement> measureModes(
      World world, List<Mode> chosen, List<Scenario> scenarios, PrintWriter out) {
    ModeBenchmark benchmark =
        new ModeBenchmark(world, common.clock(world), common.repeat, batchRows, chosen);
    List<Measurement> measurements = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      measurements.addAll(
          CommonOptions.attemptAll(
              scenario.id(), scenario.title(), out, () -> benchmark.measure(scenario, records)));
    }
    return measurements;
  }

  private ScenarioBenchmark.Rival rival() {
    if (!common.againstDuckDb()) {
      return ScenarioBenchmark.Rival.NONE;
    }
    return compressed ? ScenarioBenchmark.Rival.COMPRESSED : ScenarioBenchmark.Rival.PLAIN;
  }
}
