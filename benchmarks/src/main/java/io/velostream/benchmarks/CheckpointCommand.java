package io.velostream.benchmarks;

import io.velostream.benchmarks.checkpoint.CheckpointBenchmark;
import io.velostream.benchmarks.checkpoint.CheckpointCost;
import io.velostream.benchmarks.report.CheckpointReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `velostream bench checkpoint`.
@Command(
    name = "checkpoint",
    mixinStandardHelpOptions = true,
    description = {
      "Measures what it costs to save a job: COUNT and SUM of many groups, from a CSV file, with"
          + " and without checkpoints, in turns; then how long it takes to go on from a savepoint.",
      "",
      "Rates and costs are of the time from when all groups have come to the last row; CPU is that"
          + " of the whole process. The results of all runs are checked."
    })
final class CheckpointCommand implements Callable<Integer> {
  /// What a group of the query takes in memory, about.
  private static final int GROUP_BYTES = 64;

  private static final Pattern BYTES = Pattern.compile("(\\d{1,9})([kmg]?)");

  @Option(
      names = "--state-bytes",
      paramLabel = "SIZE",
      defaultValue = "128m",
      description = {
        "State in memory, about, such as 1g (default: ${DEFAULT-VALUE});",
        "decides how many groups there are: one to 64 bytes."
      })
  String stateBytes = "128m";

  @Option(names = "--groups", description = "So many groups instead.")
  @Nullable Integer groups;

  @Option(names = "--rows", description = "Rows of the file (default: twice as many as groups).")
  @Nullable Long rows;

  @Option(
      names = "--pipelines",
      split = ",",
      defaultValue = "1,2",
      description = "Pipelines of the job (default: ${DEFAULT-VALUE}).")
  int[] pipelines = {1, 2};

  @Option(
      names = "--interval",
      defaultValue = "1 s",
      description = "Between two checkpoints (default: ${DEFAULT-VALUE}).")
  String interval = "1 s";

  @Option(
      names = "--hot",
      split = ",",
      defaultValue = "1,100",
      description =
          "Percent of the keys that rows have once each key has come once (default:"
              + " ${DEFAULT-VALUE}).")
  int[] hot = {1, 100};

  @Option(
      names = "--repeat",
      defaultValue = "3",
      description = "Timed runs of each kind (default: ${DEFAULT-VALUE}).")
  int repeat;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures as a JSON array, too.")
  @Nullable Path json;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    long wanted = groups != null ? groups : Math.max(1, bytes(stateBytes) / GROUP_BYTES);
    long length = rows != null ? rows : 2 * wanted;
    require(wanted > 0 && wanted < 1 << 28, "there can be 1 to 268435455 groups");
    require(length > wanted, "--rows must be more than the groups: each comes once at first");
    require(repeat > 0, "--repeat must be positive");
    for (int percent : hot) {
      require(percent > 0 && percent <= 100, "--hot must be 1 to 100");
    }
    for (int number : pipelines) {
      require(number > 0, "--pipelines must be positive");
    }
    List<CheckpointCost> costs = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      CheckpointBenchmark benchmark =
          new CheckpointBenchmark(folder.path(), length, (int) wanted, interval, repeat);
      for (int percent : hot) {
        for (int number : pipelines) {
          costs.add(benchmark.measure(number, percent));
        }
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%d rows, %d groups, saved every %s%n", length, wanted, interval);
    out.print(CheckpointReport.table(costs));
    out.flush();
    if (json != null) {
      Files.writeString(json, CheckpointReport.json(costs));
    }
    return 0;
  }

  private long bytes(String size) {
    Matcher matcher = BYTES.matcher(size);
    require(matcher.matches(), "--state-bytes must be a number, perhaps with k, m or g");
    int shift =
        switch (matcher.group(2)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return Long.parseLong(matcher.group(1)) << shift;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
