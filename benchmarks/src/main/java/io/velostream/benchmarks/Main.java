package io.velostream.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command `velostream bench`.
@Command(
    name = "velostream bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Measures Velostream, after checking that its results are right.",
    subcommands = {
      ScenariosCommand.class,
      BytesCommand.class,
      OneBrcCommand.class,
      NexmarkCommand.class,
      LatencyCommand.class,
      StartCommand.class,
      OverheadCommand.class,
      CheckpointCommand.class,
      KafkaCommand.class,
      SoakCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was measured, and every result was right",
      "1:a result was wrong, or a record was lost",
      "2:the command line is wrong"
    })
public final class Main {
  private Main() {}

  /// Runs the command and exits with its code.
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }
}
