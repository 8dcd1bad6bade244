package io.velostream.server.job;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;

/// Why a run has ended.
///
/// @param kind whose fault it is
/// @param code of a user's error, such as `DIVISION_BY_ZERO`; otherwise the kind or the class
/// @param message what went wrong
/// @param line in the job's SQL, from 1; 0 when unknown
/// @param column in that line, from 1; 0 when unknown
/// @param hint what to do about it; may be empty
/// @param input the rows that were being worked on, in words; empty when none had been read
public record JobFailure(
    Kind kind, String code, String message, int line, int column, String hint, String input) {
  /// Whose fault a failure is.
  public enum Kind {
    /// The statement's, before it has read anything: it fails every time.
    STATEMENT,
    /// The data's, or the statement's for that data.
    INPUT,
    /// A bound that was set, which it would come to again.
    LIMIT,
    /// A disk's, a file's, a network's: it may pass.
    ENVIRONMENT,
    /// Ours, or memory that has run out.
    INTERNAL
  }

  /// What a throwable means.
  ///
  /// @param input the rows that were being worked on, in words; empty when none had been read
  public static JobFailure of(Throwable thrown, String input) {
    return switch (thrown) {
      case UserException e -> {
        SourcePosition at = e.position();
        String hint = e.hint();
        yield new JobFailure(
            kind(e, input),
            e.code().name(),
            e.message(),
            at.line(),
            at.column(),
            hint == null ? "" : hint,
            input);
      }
      case EnvironmentException e ->
          new JobFailure(
              Kind.ENVIRONMENT, "ENVIRONMENT", String.valueOf(e.getMessage()), 0, 0, "", input);
      case OutOfMemoryError e ->
          new JobFailure(
              Kind.INTERNAL,
              "OUT_OF_MEMORY",
              "the heap is full: " + e.getMessage(),
              0,
              0,
              "EXPLAIN tells what a statement keeps; more memory: VELOSTREAM_JAVA_OPTS=-Xmx…",
              input);
      default ->
          new JobFailure(
              Kind.INTERNAL,
              "INTERNAL",
              thrown.toString(),
              0,
              0,
              "this is a bug: see the log",
              input);
    };
  }

  private static Kind kind(UserException e, String input) {
    if (e.code() == ErrorCode.LIMIT_EXCEEDED) {
      return Kind.LIMIT;
    }
    return input.isEmpty() ? Kind.STATEMENT : Kind.INPUT;
  }
}
