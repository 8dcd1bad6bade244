package io.velostream.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `velostream jobs`: looks at the jobs of a server and steers them.
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = "Lists the jobs of a server, or does something with one of them.",
    exitCodeOnInvalidInput = ExitCode.USAGE)
final class JobsCommand implements Callable<Integer> {
  private static final String LOCAL = "http://127.0.0.1:8080";

  /// What can be done.
  enum Action {
    LIST,
    METRICS,
    STATUS,
    DESCRIBE,
    START,
    STOP,
    PAUSE,
    RESUME,
    RESTART,
    DROP
  }

  @Mixin private final RunOptions options = new RunOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ACTION",
      description = "${COMPLETION-CANDIDATES}; default list.",
      defaultValue = "LIST")
  private Action action = Action.LIST;

  @Parameters(index = "1", arity = "0..1", paramLabel = "JOB", description = "Which one.")
  @org.jspecify.annotations.Nullable
  private String job;

  @Override
  public Integer call() {
    if (options.server == null) {
      options.server = LOCAL;
    }
    boolean all = action == Action.LIST || action == Action.METRICS;
    if (!all && job == null) {
      System.err.println("which job? velostream jobs " + word() + " JOB");
      return ExitCode.USAGE;
    }
    return options.run(List.of(new Script("jobs", statement())), false);
  }

  private String word() {
    return action.name().toLowerCase(Locale.ROOT);
  }

  private String statement() {
    String name = job == null ? "" : '"' + job.replace("\"", "\"\"") + '"';
    return switch (action) {
      case LIST -> "SHOW JOBS";
      case METRICS -> "SHOW METRICS";
      case STATUS -> "SHOW JOB STATUS " + name;
      case DESCRIBE -> "DESCRIBE JOB " + name;
      case START, STOP, PAUSE, RESUME, RESTART, DROP -> action + " JOB " + name;
    };
  }
}
