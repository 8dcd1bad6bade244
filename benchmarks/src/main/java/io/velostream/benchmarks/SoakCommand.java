package io.velostream.benchmarks;

import io.velostream.benchmarks.soak.Soak;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `velostream bench soak`.
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a job with windows for long: late and bad rows, a checkpoint each second, restarts.",
      "",
      "Its output must be right, and what is on the heap after a collection of garbage must not"
          + " grow."
    })
final class SoakCommand implements Callable<Integer> {
  private static final int SAMPLE_SECONDS = 5;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "10",
      description = "How long rows come (default: ${DEFAULT-VALUE}).")
  int minutes;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "20000",
      description = "Rows per second (default: ${DEFAULT-VALUE}).")
  long rate;

  @Option(
      names = "--restart",
      paramLabel = "S",
      defaultValue = "30",
      description = "Seconds after which the job is resumed anew (default: ${DEFAULT-VALUE}).")
  int restart;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory("velostream-soak-");
    try {
      Soak.Outcome outcome = new Soak(folder, minutes * 60, rate, restart, SAMPLE_SECONDS).run(out);
      out.printf("%,d rows, %d restarts%n%s%n", outcome.rows(), outcome.restarts(), outcome.heap());
      outcome.faults().forEach(out::println);
      out.flush();
      return outcome.faults().isEmpty() && outcome.heap().isFlat() ? 0 : 1;
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
