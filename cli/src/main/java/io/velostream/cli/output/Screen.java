package io.velostream.cli.output;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where the command prints: results to standard output; messages, warnings, progress, errors and
/// summaries to standard error, so that a pipe gets nothing but rows.
///
/// @param out buffered; whoever writes a result flushes it
/// @param interactive whether somebody looks at it as it is printed
public record Screen(
    OutputStream out,
    PrintStream err,
    ProgressBar progress,
    ErrorReport errors,
    Colours colours,
    boolean interactive) {
  private static final int BUFFER = 1 << 16;

  /// The standard streams of this process.
  public static Screen standard() {
    boolean terminal = isTerminal();
    Colours colours = Colours.forTerminal(terminal);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    ProgressBar progress = new ProgressBar(err);
    StandardOutput standard = new StandardOutput();
    // What the engine writes there itself shall find the same failures.
    System.setOut(new PrintStream(standard, false, StandardCharsets.UTF_8));
    OutputStream out = progress.before(standard);
    return new Screen(
        new BufferedOutputStream(out, BUFFER),
        err,
        progress,
        new ErrorReport(err, colours),
        colours,
        terminal);
  }

  /// From JDK 22 on there is a console even in a pipe, but none where the module for it is missing.
  @SuppressWarnings("SystemConsoleNull")
  static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
