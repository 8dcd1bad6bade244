package io.velostream.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `velostream`: runs SQL given with -c or -f, or names the subcommands.
@Command(
    name = "velostream",
    mixinStandardHelpOptions = true,
    version = "Velostream 0.1.0",
    subcommands = {RunCommand.class},
    description = "Streaming SQL over files, in one process.",
    exitCodeOnInvalidInput = ExitCode.USAGE,
    footer = {
      "",
      "Examples:",
      "  velostream run examples/market.sql",
      "  velostream -c \"SELECT symbol, AVG(price) FROM 'trades.csv' GROUP BY symbol\"",
      "  cat trades.jsonl | velostream -c \"SELECT COUNT(*) FROM '-'\" --format json",
      "",
      "Benchmarks: velostream bench --help"
    })
final class VelostreamCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private final RunOptions options = new RunOptions();

  @Option(
      names = {"-c", "--command"},
      paramLabel = "SQL",
      description = "Run this SQL; may be repeated.")
  private List<String> commands = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Run the SQL in this file; may be repeated. '-' is standard input.")
  private List<String> files = new ArrayList<>();

  @Override
  public Integer call() {
    if (commands.isEmpty() && files.isEmpty()) {
      throw new CommandLine.ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "nothing to do: give SQL with -c, a file with -f, or 'run FILE'");
    }
    List<Script> scripts = new ArrayList<>();
    for (String file : files) {
      scripts.add(Script.file(file));
    }
    for (String command : commands) {
      scripts.add(new Script("-c", command));
    }
    return new ScriptRunner(options, false).run(scripts);
  }
}
