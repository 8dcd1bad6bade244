package io.velostream.cli.shell;

import io.velostream.cli.Script;
import io.velostream.cli.output.OutputFormat;
import io.velostream.cli.output.Screen;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.connector.spi.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Carries out the commands of the shell itself.
final class ShellCommands {
  private static final String KEYS =
      """
        Tab completes        Ctrl-C stops a query, or drops the line
        Up, Ctrl-R           earlier statements, also of earlier days
      """;

  private final ShellState state;
  private final StatementRunner runner;
  private final Screen screen;
  private final Vocabulary vocabulary;

  ShellCommands(ShellState state, StatementRunner runner, Screen screen, Vocabulary vocabulary) {
    this.state = state;
    this.runner = runner;
    this.screen = screen;
    this.vocabulary = vocabulary;
  }

  /// Whether a line is one of these, or was meant to be.
  static boolean isCommand(String line) {
    return line.stripLeading().startsWith("\\");
  }

  /// What can be typed.
  static List<String> names() {
    return Arrays.stream(ShellCommand.values()).map(ShellCommand::word).toList();
  }

  /// Carries out a line that starts with a backslash.
  ///
  /// @return whether the shell goes on
  boolean run(String line) {
    String[] words = line.strip().replaceFirst(";\\s*$", "").split("\\s+", 2);
    String argument = words.length > 1 ? words[1].strip() : "";
    Optional<ShellCommand> command = ShellCommand.of(words[0]);
    if (command.isEmpty()) {
      String nearest = Suggestions.didYouMean(words[0], names()).orElse("\\? shows all");
      screen.err().println("there is no command " + words[0] + "; " + nearest);
      return true;
    }
    switch (command.get()) {
      case HELP -> help();
      case QUIT -> {
        return false;
      }
      case EXPANDED -> {
        state.expanded(toggled(state.expanded(), argument));
        say("expanded display is " + onOff(state.expanded()));
      }
      case TIMING -> {
        state.timing(toggled(state.timing(), argument));
        say("timing is " + onOff(state.timing()));
      }
      case FORMAT -> format(argument);
      case DESCRIBE -> describe(argument);
      case FUNCTIONS -> functions(argument.toUpperCase(Locale.ROOT));
      case INCLUDE -> include(argument);
      case CLEAR -> screen.err().print("\u001b[H\u001b[2J");
    }
    return true;
  }

  private void say(String line) {
    screen.err().println(line);
  }

  private static boolean toggled(boolean now, String argument) {
    return argument.isEmpty() ? !now : argument.equalsIgnoreCase("on");
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }

  private void help() {
    say("Statements end with a semicolon; a statement may take many lines.");
    for (ShellCommand command : ShellCommand.values()) {
      say(command.help());
    }
    screen.err().print(KEYS);
  }

  private void format(String name) {
    for (OutputFormat format : OutputFormat.values()) {
      if (format.name().equalsIgnoreCase(name)) {
        state.format(format);
      }
    }
    boolean known = state.format().name().equalsIgnoreCase(name);
    if (!name.isEmpty() && !known) {
      say("there is no format " + name + "; there are table, csv, json and changelog");
    }
    say("results are printed as " + state.format().name().toLowerCase(Locale.ROOT));
  }

  private void describe(String name) {
    if (name.isEmpty()) {
      runner.run(new Script("\\d", "SHOW TABLES; SHOW STREAMS; SHOW VIEWS"));
    } else {
      runner.run(new Script("\\d", "DESCRIBE " + name));
    }
  }

  private void functions(String part) {
    List<String> found =
        vocabulary.functions().stream().filter(name -> name.contains(part)).toList();
    found.forEach(this::say);
    say("(" + found.size() + (found.size() == 1 ? " function)" : " functions)"));
  }

  private void include(String file) {
    try {
      runner.run(Script.file(file));
    } catch (EnvironmentException e) {
      screen.errors().print(e);
    }
  }
}
