package io.velostream.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `velostream run FILE…`: runs scripts, echoes what each statement does, and ends with a summary.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs SQL files and ends with a summary.",
    exitCodeOnInvalidInput = ExitCode.USAGE)
final class RunCommand implements Callable<Integer> {
  @Mixin private final RunOptions options = new RunOptions();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "SQL files; '-' is standard input.")
  private List<String> files = List.of();

  @Override
  public Integer call() {
    return options.run(files.stream().map(Script::file).toList(), true);
  }
}
