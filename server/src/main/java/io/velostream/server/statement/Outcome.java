package io.velostream.server.statement;

import io.velostream.engine.Statement;
import java.util.List;
import java.util.Optional;

/// What a statement did.
///
/// @param line where it begins in the request's text, from 1
/// @param column in that line, from 1
/// @param message one readable line; empty for a query
/// @param job the job that it made, if it made one
/// @param rows if it returns some
public record Outcome(
    int line,
    int column,
    String message,
    List<String> warnings,
    Optional<String> job,
    Optional<RowTable> rows) {
  public Outcome {
    warnings = List.copyOf(warnings);
  }

  /// Of a statement that has something to say.
  static Outcome said(Statement statement, String message) {
    return said(statement, message, List.of(), Optional.empty());
  }

  /// Of a statement that has something to say.
  static Outcome said(
      Statement statement, String message, List<String> warnings, Optional<String> job) {
    return new Outcome(
        statement.position().line(),
        statement.position().column(),
        message,
        warnings,
        job,
        Optional.empty());
  }

  /// Of a statement that returns rows.
  static Outcome of(Statement statement, RowTable rows) {
    return new Outcome(
        statement.position().line(),
        statement.position().column(),
        "",
        List.of(),
        Optional.empty(),
        Optional.of(rows));
  }
}
