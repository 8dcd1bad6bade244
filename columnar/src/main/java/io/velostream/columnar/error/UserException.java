package io.velostream.columnar.error;

import org.jspecify.annotations.Nullable;

/// An error that the author of a statement, an option or a file can mend.
///
/// The message says what is wrong, the hint what to do about it, the position where in the SQL.
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient SourcePosition position;
  private final @Nullable String hint;
  private final @Nullable String option;

  /// An error at a known place, with advice.
  public UserException(
      ErrorCode code, String message, SourcePosition position, @Nullable String hint) {
    this(code, message, position, hint, null);
  }

  private UserException(
      ErrorCode code,
      String message,
      SourcePosition position,
      @Nullable String hint,
      @Nullable String option) {
    super(message);
    this.code = code;
    this.position = position;
    this.hint = hint;
    this.option = option;
  }

  /// An error whose place is not known (yet): see [#at(SourcePosition)].
  public UserException(ErrorCode code, String message) {
    this(code, message, SourcePosition.NONE, null);
  }

  /// The same error at a place; unchanged when it has one already.
  public UserException at(SourcePosition place) {
    if (position.isKnown() || !place.isKnown()) {
      return this;
    }
    return copy(place, hint, option);
  }

  /// The same error as one of the option of that name: whoever knows where it stands can tell the
  /// place.
  public UserException about(String name) {
    return copy(position, hint, name);
  }

  /// The option that is wrong, when it is one.
  public @Nullable String option() {
    return option;
  }

  /// The same error as one of a statement that starts at `statement`: that is its place unless it
  /// has one, and a place in a definition that the statement uses is told in words.
  public UserException inStatement(SourcePosition statement) {
    String definition = position.definition();
    if (definition == null) {
      return at(statement);
    }
    String words =
        "in %s, line %d, column %d: %s"
            .formatted(definition, position.line(), position.column(), message());
    UserException placed = new UserException(code, words, statement, hint);
    placed.setStackTrace(getStackTrace());
    return placed;
  }

  /// The same error with advice.
  public UserException hint(String advice) {
    return copy(position, advice, option);
  }

  private UserException copy(SourcePosition place, @Nullable String advice, @Nullable String name) {
    UserException copy = new UserException(code, message(), place, advice, name);
    copy.setStackTrace(getStackTrace());
    Throwable cause = getCause();
    if (cause != null) {
      copy.initCause(cause);
    }
    return copy;
  }

  /// What kind of error it is.
  public ErrorCode code() {
    return code;
  }

  /// What is wrong.
  public String message() {
    String message = getMessage();
    return message == null ? code.name() : message;
  }

  /// Where in the SQL text, or [SourcePosition#NONE].
  public SourcePosition position() {
    return position;
  }

  /// What to do about it, or `null`.
  public @Nullable String hint() {
    return hint;
  }
}
