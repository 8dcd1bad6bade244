package io.velostream.cli;

import io.velostream.cli.output.Screen;
import io.velostream.cli.shell.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `velostream`: runs SQL given with -c or -f, or names the subcommands.
@Command(
    name = "velostream",
    mixinStandardHelpOptions = true,
    version = VelostreamCommand.VERSION,
    subcommands = {RunCommand.class, ServerCommand.class, JobsCommand.class},
    description = "Streaming SQL over files, in one process.",
    exitCodeOnInvalidInput = ExitCode.USAGE,
    footer = {
      "",
      "Examples:",
      "  velostream                                  (a shell; \\? tells what it knows)",
      "  velostream run examples/market.sql",
      "  velostream -c \"SELECT symbol, AVG(price) FROM 'trades.csv' GROUP BY symbol\"",
      "  velostream server --data state                (jobs that run for long)",
      "  velostream --server http://127.0.0.1:8080 -f app.sql",
      "  cat trades.jsonl | velostream -c \"SELECT COUNT(*) FROM '-'\" --format json",
      "",
      "Benchmarks: velostream bench --help"
    })
final class VelostreamCommand implements Callable<Integer> {
  static final String VERSION = "Velostream 0.1.0";

  @Mixin final RunOptions options = new RunOptions();

  @Option(
      names = {"-c", "--command"},
      paramLabel = "SQL",
      description = "Run this SQL; may be repeated.")
  final List<String> commands = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Run the SQL in this file; may be repeated. '-' is standard input.")
  final List<String> files = new ArrayList<>();

  boolean hasScripts() {
    return !commands.isEmpty() || !files.isEmpty();
  }

  @Override
  public Integer call() {
    if (!hasScripts()) {
      return readFromUser();
    }
    List<Script> scripts = new ArrayList<>();
    for (String file : files) {
      scripts.add(Script.file(file));
    }
    for (String command : commands) {
      scripts.add(new Script("-c", command));
    }
    return options.run(scripts, false);
  }

  /// Without SQL on the command line: a shell on a terminal, and statements from a pipe.
  private int readFromUser() {
    Screen screen = Screen.standard();
    if (!screen.interactive()) {
      return options.run(List.of(Script.file("-")), false);
    }
    if (options.server != null) {
      screen.err().println("--server wants SQL: -c SQL, -f FILE, or statements from a pipe");
      return ExitCode.USAGE;
    }
    new Shell(screen, options.format, options.allSettings())
        .run(VERSION + " · statements end with ; · \\? helps, \\q leaves");
    return ExitCode.OK;
  }
}
