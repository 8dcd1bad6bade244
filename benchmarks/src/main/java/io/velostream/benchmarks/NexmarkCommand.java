package io.velostream.benchmarks;

import io.velostream.benchmarks.measure.Mode;
import io.velostream.benchmarks.nexmark.NexmarkBenchmark;
import io.velostream.benchmarks.nexmark.NexmarkQuery;
import io.velostream.benchmarks.nexmark.NexmarkResult;
import io.velostream.benchmarks.report.NexmarkReport;
import io.velostream.benchmarks.report.Report;
import io.velostream.benchmarks.report.Surroundings;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `velostream bench nexmark`.
@Command(
    name = "nexmark",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the queries of Nexmark over tables that the connector 'nexmark' makes as they are"
          + " read.",
      "",
      "Each result is compared with DuckDB's on a small input, row for row, before anything is"
          + " timed. The time of the generator counts, that of columns which no query reads does"
          + " not arise; its own is shown in a line of its own. Ratios are to figures of Flink SQL"
          + " on a machine of two cores like the one of our own figures, one core, generator"
          + " included."
    })
final class NexmarkCommand implements Callable<Integer> {
  @Option(
      names = "--queries",
      split = ",",
      paramLabel = "Q",
      description = "Queries to measure, such as q3,q9 (default: all).")
  List<String> queries = new ArrayList<>();

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "2000000",
      description = "Events of a timed run, of all tables together (default: ${DEFAULT-VALUE}).")
  long events;

  @Option(
      names = "--parallelism",
      paramLabel = "P",
      defaultValue = "1",
      description = "Pipelines of the job (default: ${DEFAULT-VALUE}).")
  int parallelism;

  @Option(
      names = "--pregenerate",
      description =
          "Make all rows beforehand, about 150 MB of them per million events, and time the queries"
              + " alone. There are no ratios then: Flink's figures are with its generator.")
  boolean pregenerate;

  @Mixin CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (events < 1 || common.repeat < 1 || parallelism < 1) {
      throw new ParameterException(
          spec.commandLine(), "--events, --repeat and --parallelism must be positive");
    }
    PrintWriter out = spec.commandLine().getOut();
    Mode mode = Mode.job(parallelism);
    World world = SystemWorld.create();
    Clock clock = common.clock(world);
    NexmarkBenchmark benchmark =
        pregenerate
            ? NexmarkBenchmark.pregenerated(world, clock, common.repeat, events, mode)
            : NexmarkBenchmark.generating(world, clock, common.repeat, events, mode);
    List<NexmarkResult> results = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.create();
        NexmarkBenchmark.Checks checks = NexmarkBenchmark.checks(world, folder.path())) {
      out.print(
          Surroundings.describe(
              "the engine's default",
              parallelism + " (" + mode + ")",
              common.cpuTime,
              checks.peer().version()));
      results.add(attempt(benchmark, "generator", "bids, made", out, benchmark::measureGenerator));
      for (NexmarkQuery query : chosen()) {
        results.add(
            attempt(
                benchmark,
                query.id(),
                query.title(),
                out,
                () -> {
                  checks.check(query, mode);
                  return benchmark.measure(query);
                }));
      }
    }
    out.println();
    out.print(NexmarkReport.table(results));
    out.flush();
    if (common.json != null) {
      Files.writeString(common.json, NexmarkReport.json(results));
    }
    return results.stream().allMatch(NexmarkResult::valid) ? 0 : 1;
  }

  private List<NexmarkQuery> chosen() {
    List<NexmarkQuery> all = NexmarkQuery.all();
    if (queries.isEmpty()) {
      return all;
    }
    List<String> known = all.stream().map(NexmarkQuery::id).toList();
    for (String query : queries) {
      if (!known.contains(query)) {
        throw new ParameterException(
            spec.commandLine(), "no query '" + query + "'; there are " + String.join(", ", known));
      }
    }
    return all.stream().filter(query -> queries.contains(query.id())).toList();
  }

  private static NexmarkResult attempt(
      NexmarkBenchmark benchmark,
      String id,
      String title,
      PrintWriter out,
      Supplier<NexmarkResult> measurement) {
    out.printf("%s  %s … ", id, title);
    out.flush();
    NexmarkResult result;
    try {
      result = measurement.get();
      out.println(Report.summary(result.rates()));
    } catch (RuntimeException | LinkageError e) {
      out.println("failed: " + e);
      result = benchmark.failed(id, title, e.toString());
    }
    out.flush();
    return result;
  }
}
