package io.velostream.conformance.file;

import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import java.util.ArrayList;
import java.util.List;

/// An error as test files show it: code and place, message, hint.
final class ErrorLines {
  private ErrorLines() {}

  /// Lines such as `UNKNOWN_NAME 1:15-19`, `there is no table 'trade'`, `hint: did you mean …?`.
  static List<String> of(UserException error) {
    List<String> lines = new ArrayList<>();
    lines.add(error.code() + " " + place(error.position()));
    error.message().lines().forEach(lines::add);
    String hint = error.hint();
    if (hint != null) {
      ("hint: " + hint).lines().forEach(lines::add);
    }
    return lines;
  }

  private static String place(SourcePosition at) {
    if (!at.isKnown()) {
      return "nowhere";
    }
    String from = at.line() + ":" + at.column();
    if (at.endLine() != at.line()) {
      return from + "-" + at.endLine() + ":" + at.endColumn();
    }
    return at.endColumn() == at.column() ? from : from + "-" + at.endColumn();
  }
}
