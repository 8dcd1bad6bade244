package io.velostream.cli;

import picocli.CommandLine;

/// Entry point of the command `velostream`.
public final class Main {
  private Main() {}

  /// Runs the command and exits with an [ExitCode].
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new VelostreamCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
  }
}
