package io.velostream.expression.kernel;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;

/// The errors that kernels raise, all built here so that the code paths that raise them stay small.
public final class Failures {
  private static final int MAX_SHOWN = 60;

  private Failures() {}

  /// A number that does not fit a type.
  public static UserException overflow(String value, String type) {
    return new UserException(
        ErrorCode.NUMERIC_OVERFLOW, "the value " + value + " is out of range for " + type);
  }

  /// A division or remainder by zero.
  public static UserException divisionByZero() {
    return new UserException(ErrorCode.DIVISION_BY_ZERO, "division by zero")
        .hint("NULLIF(divisor, 0) gives NULL instead");
  }

  /// A value that cannot be read as a type.
  public static UserException invalidCast(String value, String type) {
    String shown = value.length() > MAX_SHOWN ? value.substring(0, MAX_SHOWN) + "..." : value;
    return new UserException(ErrorCode.INVALID_CAST, "cannot read '" + shown + "' as " + type)
        .hint("TRY_CAST gives NULL instead");
  }

  /// An argument outside the domain of a function.
  public static UserException invalidArgument(String message) {
    return new UserException(ErrorCode.INVALID_ARGUMENT, message);
  }
}
