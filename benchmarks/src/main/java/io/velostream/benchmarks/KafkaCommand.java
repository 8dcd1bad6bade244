package io.velostream.benchmarks;

import io.velostream.benchmarks.kafka.BrokerProcess;
import io.velostream.benchmarks.kafka.KafkaBenchmark;
import io.velostream.benchmarks.kafka.TopicLatency;
import io.velostream.benchmarks.measure.Measurement;
import io.velostream.benchmarks.report.JsonReport;
import io.velostream.benchmarks.report.Report;
import io.velostream.benchmarks.report.Surroundings;
import io.velostream.runtime.system.SystemWorld;
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

/// `velostream bench kafka`.
@Command(
    name = "kafka",
    mixinStandardHelpOptions = true,
    description = {
      "Measures scenario 3a from topic to topic (JSON of about 100 bytes, 4 partitions), on a"
          + " broker in a process of its own: unsaved, at least once and exactly once with a"
          + " checkpoint each 500 ms, beside a loop that only polls; decoding alone; and how long"
          + " messages take from producer to consumer.",
      "",
      "Results are compared with DuckDB's before anything is timed, and in all runs with each"
          + " other."
    })
final class KafkaCommand implements Callable<Integer> {
  private static final String LAUNCHER = "velostream.launcher";

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "8000000",
      description = {
        "Messages of the topic (default: ${DEFAULT-VALUE}); with few, a run is over before its"
            + " first checkpoint is due."
      })
  long records;

  @Option(
      names = "--parallelism",
      paramLabel = "P",
      defaultValue = "1",
      description = "Pipelines of the jobs (default: ${DEFAULT-VALUE}).")
  int parallelism;

  @Option(
      names = "--repeat",
      paramLabel = "R",
      defaultValue = "5",
      description = "Timed runs, after the warm-up (default: ${DEFAULT-VALUE}).")
  int repeat;

  @Option(
      names = "--warm-up",
      paramLabel = "R",
      defaultValue = "6",
      description = "Runs before, until code is compiled (default: ${DEFAULT-VALUE}).")
  int warmUp;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Messages a second for latencies (default: ${DEFAULT-VALUE}); 0 for none.")
  long rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "12",
      description = "For latencies; the first third warms up (default: ${DEFAULT-VALUE}).")
  int seconds;

  @Option(
      names = "--servers",
      paramLabel = "HOST:PORT",
      description = "A broker that runs, for which topics are made up; otherwise one is started.")
  @Nullable String servers;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the measurements as a JSON array, too.")
  @Nullable Path json;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (records < 1 || parallelism < 1 || repeat < 1 || warmUp < 1 || rate < 0 || seconds < 1) {
      throw new ParameterException(
          spec.commandLine(),
          "--records, --parallelism, --repeat, --warm-up and --seconds must be positive");
    }
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      String given = servers;
      if (given != null) {
        return measure(given, folder.path());
      }
      String launcher = System.getProperty(LAUNCHER);
      if (launcher == null) {
        throw new ParameterException(
            spec.commandLine(),
            "the launcher starts the broker: call it as ./velostream bench kafka, or give"
                + " --servers");
      }
      try (BrokerProcess broker =
          BrokerProcess.start(Path.of(launcher), folder.path().resolve("broker"))) {
        return measure(broker.servers(), folder.path());
      }
    }
  }

  private int measure(String broker, Path folder) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(Surroundings.describe("the engine's default", "topic to topic", false, "-"));
    KafkaBenchmark benchmark =
        new KafkaBenchmark(SystemWorld.create(), broker, parallelism, folder, records);
    benchmark.check();
    out.println("results are right; measuring …");
    out.flush();
    List<Measurement> measured = benchmark.measure(warmUp, repeat);
    out.print(Report.table(measured));
    out.print(KafkaBenchmark.ratios(measured).text());
    out.flush();
    String report = JsonReport.of(measured);
    if (rate > 0) {
      for (TopicLatency latency :
          List.of(
              benchmark.leastLatency(rate, rate * seconds, 1 / 3.0),
              benchmark.latency(rate, rate * seconds, 1 / 3.0),
              benchmark.savedLatency(rate, rate * seconds, 1 / 3.0))) {
        out.print(latency.text());
        report = report.replaceFirst("\n]\n$", ",\n  " + latency.json() + "\n]\n");
      }
    }
    out.flush();
    if (json != null) {
      Files.writeString(json, report);
    }
    return measured.stream().allMatch(Measurement::valid) ? 0 : 1;
  }
}
