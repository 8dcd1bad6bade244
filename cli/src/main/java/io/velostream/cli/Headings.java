package io.velostream.cli;

import io.velostream.columnar.error.SourcePosition;
import java.util.List;

/// The comments of a script that introduce its statements.
final class Headings {
  private Headings() {}

  /// The comment lines (`-- …`) that stand directly above a statement, without their dashes.
  static List<String> above(String script, SourcePosition statement) {
    List<String> lines = script.lines().toList();
    int end = statement.line() - 1;
    int start = end;
    while (start > 0 && lines.get(start - 1).startsWith("--")) {
      start--;
    }
    return lines.subList(start, end).stream().map(line -> line.substring(2).strip()).toList();
  }
}
