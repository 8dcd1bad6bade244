package io.velostream.cli;

import io.velostream.cli.output.Colours;
import io.velostream.cli.output.ErrorReport;
import io.velostream.columnar.error.EnvironmentException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/// Entry point of the command `velostream`.
public final class Main {
  private Main() {}

  /// Runs the command and exits with an [ExitCode].
  public static void main(String[] arguments) {
    EarlyClasses.load();
    VelostreamCommand usual = UsualArguments.read(arguments);
    System.exit(usual == null ? commandLine().execute(arguments) : run(usual));
  }

  private static int run(VelostreamCommand command) {
    try {
      return command.call();
    } catch (EnvironmentException e) {
      return report(e);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new VelostreamCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::handle)
        .setUsageHelpAutoWidth(true);
  }

  /// Errors met before a script runs, such as a script file that does not exist.
  private static int handle(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) throws Exception {
    if (failure instanceof EnvironmentException e) {
      return report(e);
    }
    throw failure;
  }

  private static int report(EnvironmentException failure) {
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    new ErrorReport(err, Colours.OFF).print(failure);
    return ExitCode.ENVIRONMENT;
  }
}
