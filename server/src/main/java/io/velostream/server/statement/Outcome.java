package io.velostream.server.statement;

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
}
