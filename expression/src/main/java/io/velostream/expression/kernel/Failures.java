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
    return new UserException(
            ErrorCode.INVALID_CAST, "cannot read '" + shortened(value) + "' as " + type)
        .hint("TRY_CAST gives NULL instead");
  }

  /// A text that is no JSON.
  public static UserException invalidJson(String text, String why) {
    return new UserException(
            ErrorCode.INVALID_ARGUMENT, "'" + shortened(text) + "' is not JSON: " + why)
        .hint("TRY_PARSE_JSON gives NULL instead");
  }

  private static String shortened(String text) {
    return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
  }

  /// An argument outside the domain of a function.
  public static UserException invalidArgument(String message) {
    return new UserException(ErrorCode.INVALID_ARGUMENT, message);
  }
}
