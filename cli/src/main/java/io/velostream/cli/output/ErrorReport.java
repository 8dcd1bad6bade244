package io.velostream.cli.output;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import java.io.PrintStream;
import java.util.List;

/// Prints errors so that they can be mended: what, where (with the line and a caret), what to do.
public final class ErrorReport {
  private static final String INDENT = "  ";

  private final PrintStream err;
  private final Colours colours;

  /// @param err where to print
  public ErrorReport(PrintStream err, Colours colours) {
    this.err = err;
    this.colours = colours;
  }

  /// Prints an error of the user.
  ///
  /// @param scriptName shown with the position, such as a file name; may be empty
  /// @param script the whole script that positions refer to
  public void print(UserException error, String scriptName, String script) {
    print(error, scriptName, script, Integer.MAX_VALUE);
  }

  /// The same on a terminal.
  ///
  /// @param columns how wide it is: a longer line of the script is cut, so that the caret stands
  ///   below its place
  public void print(UserException error, String scriptName, String script, int columns) {
    SourcePosition at = error.position();
    String name = scriptName.isEmpty() ? "" : scriptName + ":";
    String place = at.isKnown() ? name + at.line() + ":" + at.column() + ": " : "";
    err.println(place + colours.bad("error [" + error.code() + "]:") + " " + error.message());
    if (at.isKnown()) {
      printLine(at, script, columns);
    }
    String hint = error.hint();
    if (hint != null) {
      err.println("  hint: " + hint);
    }
  }

  /// Prints an error of the environment.
  public void print(EnvironmentException error) {
    err.println(colours.bad("error [ENVIRONMENT]:") + " " + error.getMessage());
    if (error.retryable()) {
      err.println("  hint: this may pass; try again");
    }
  }

  /// Says that the heap is full, and what helps.
  public void printOutOfMemory() {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    err.println(colours.bad("error [ENVIRONMENT]:") + " the heap of " + megabytes + " MB is full");
    err.println(
        "  hint: EXPLAIN tells what a statement keeps; more memory: VELOSTREAM_JAVA_OPTS=-Xmx…");
  }

  private void printLine(SourcePosition at, String script, int columns) {
    List<String> lines = script.lines().toList();
    if (at.line() > lines.size()) {
      return;
    }
    String line = lines.get(at.line() - 1).replace('\t', ' ');
    int end = at.endLine() == at.line() ? at.endColumn() : line.length();
    Excerpt shown = Excerpt.of(line, at.column() - 1, end, columns - INDENT.length());
    err.println(INDENT + shown.text());
    err.println(INDENT + " ".repeat(shown.indent()) + colours.bad("^".repeat(shown.width())));
  }
}
