package io.velostream.columnar.error;

/// What kind of user error it is. The name is printed with the message and stays the same across
/// releases, so that scripts can rely on it.
public enum ErrorCode {
  /// The text does not follow the grammar.
  SYNTAX,
  /// A table, column, function, option or setting of that name does not exist.
  UNKNOWN_NAME,
  /// A name is taken, or stands for several things.
  AMBIGUOUS_NAME,
  /// Types do not fit.
  TYPE_MISMATCH,
  /// Valid SQL that this version cannot run.
  NOT_SUPPORTED,
  /// A statement that makes no sense, whatever the data.
  INVALID_STATEMENT,
  /// An option or setting has a value it cannot have.
  INVALID_OPTION,
  /// A number does not fit its type.
  NUMERIC_OVERFLOW,
  /// A division by zero.
  DIVISION_BY_ZERO,
  /// A text, date or number that cannot be read as the wanted type.
  INVALID_CAST,
  /// An argument outside the domain of a function.
  INVALID_ARGUMENT,
  /// Input bytes that do not decode.
  BAD_INPUT,
  /// State or a result grew beyond its limit.
  LIMIT_EXCEEDED,
  /// Somebody asked for the statement to end early; nothing of it was committed.
  CANCELLED
}
