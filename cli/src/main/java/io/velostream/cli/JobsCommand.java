package io.velostream.cli;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
    SAVEPOINT,
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
  private @Nullable String job;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "Where a savepoint goes, as the server sees it.")
  private @Nullable String folder;

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
    if ((action == Action.SAVEPOINT) != (folder != null)) {
      System.err.println(
          folder == null
              ? "where to? velostream jobs savepoint " + job + " FOLDER"
              : "a folder goes with savepoint: velostream jobs savepoint JOB FOLDER");
      return ExitCode.USAGE;
    }
    boolean over = options.fresh || options.from != null;
    if ((over && action != Action.START) || (options.fresh && options.from != null)) {
      System.err.println(
          "one of --fresh and --from, with start: velostream jobs start JOB --fresh");
      return ExitCode.USAGE;
    }
    String statement = statement();
    // They are of this job, not settings of whatever else is made.
    options.fresh = false;
    options.from = null;
    return options.run(List.of(new Script("jobs", statement)), false);
  }

  private String word() {
    return action.name().toLowerCase(Locale.ROOT);
  }

  private String statement() {
    String name = job == null ? "" : quoted(job, '"');
    return switch (action) {
      case LIST -> "SHOW JOBS";
      case METRICS -> "SHOW METRICS";
      case STATUS -> "SHOW JOB STATUS " + name;
      case DESCRIBE -> "DESCRIBE JOB " + name;
      case SAVEPOINT ->
          "SAVEPOINT JOB %s TO %s".formatted(name, quoted(Objects.requireNonNull(folder), '\''));
      case START -> "START JOB " + name + beginning();
      case STOP, PAUSE, RESUME, RESTART, DROP -> action + " JOB " + name;
    };
  }

  /// Where it starts, if that is said.
  private String beginning() {
    if (options.from != null) {
      return " FROM " + quoted(options.from.toString(), '\'');
    }
    return options.fresh ? " FRESH" : "";
  }

  private static String quoted(String text, char quote) {
    String one = String.valueOf(quote);
    return one + text.replace(one, one + one) + one;
  }
}
