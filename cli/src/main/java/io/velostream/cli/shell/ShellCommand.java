package io.velostream.cli.shell;

import java.util.Optional;

/// The commands of the shell itself; they start with a backslash and end with their line.
enum ShellCommand {
  HELP("\\?", "", "what can be typed here"),
  QUIT("\\q", "", "leaves; so does Ctrl-D"),
  EXPANDED("\\x", "[on|off]", "one line a value, for wide rows"),
  TIMING("\\timing", "[on|off]", "how long each statement takes"),
  FORMAT("\\format", "[NAME]", "how results are printed: table, csv, json, changelog"),
  DESCRIBE("\\d", "[NAME]", "tables, streams and views; or the columns of one, or of a 'file'"),
  FUNCTIONS("\\df", "[TEXT]", "functions whose names hold the text"),
  INCLUDE("\\i", "FILE", "runs the statements of a file"),
  CLEAR("\\clear", "", "wipes the screen");

  private final String word;
  private final String argument;
  private final String meaning;

  ShellCommand(String word, String argument, String meaning) {
    this.word = word;
    this.argument = argument;
    this.meaning = meaning;
  }

  /// As it is typed.
  String word() {
    return word;
  }

  /// Its line in the help.
  String help() {
    return String.format("  %-20s %s", (word + " " + argument).strip(), meaning);
  }

  static Optional<ShellCommand> of(String word) {
    String wanted = word.equals("\\h") || word.equals("\\help") ? HELP.word : word;
    for (ShellCommand command : values()) {
      if (command.word.equals(wanted)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }
}
