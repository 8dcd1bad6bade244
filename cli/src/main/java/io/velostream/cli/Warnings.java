package io.velostream.cli;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/// Prints warnings: a headline each, and the detail below it, such as the first row that could not
/// be read, only where it has not been seen yet. Statements of one script often read one table.
final class Warnings {
  private final PrintStream out;
  private final Set<String> seen = new HashSet<>();

  Warnings(PrintStream out) {
    this.out = out;
  }

  void print(String warning) {
    int end = warning.indexOf('\n');
    boolean whole = end < 0 || seen.add(warning.substring(end));
    out.println("warning: " + (whole ? warning : warning.substring(0, end).stripTrailing()));
  }
}
