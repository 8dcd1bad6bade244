package io.velostream.jdbc;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;

/// The engine's errors as JDBC's. The cause of each is the engine's, with code, position and advice
/// apart; the message has them all.
final class Errors {
  private static final String INPUT_OUTPUT = "58030";
  private static final String WRONG_USE = "HY000";
  private static final String CLOSED = "08003";

  private Errors() {}

  /// What a method that does not exist here throws.
  static SQLFeatureNotSupportedException unsupported(String feature) {
    return new SQLFeatureNotSupportedException(
        "Velostream's JDBC driver does not support " + feature, "0A000");
  }

  /// A mistake in the use of JDBC.
  static SQLException wrongUse(String message) {
    return new SQLNonTransientException(message, WRONG_USE);
  }

  /// The use of something closed.
  static SQLException closed(String what) {
    return new SQLNonTransientException("the " + what + " is closed", CLOSED);
  }

  /// A value that cannot be read as another type.
  static SQLException conversion(Object value, String wanted) {
    return new SQLDataException(
        "the value %s (%s) cannot be read as %s"
            .formatted(value, value.getClass().getSimpleName(), wanted),
        "22018");
  }

  static SQLException of(UserException e) {
    String message = message(e);
    return switch (e.code()) {
      case SYNTAX -> new SQLSyntaxErrorException(message, "42601", e);
      case UNKNOWN_NAME -> new SQLSyntaxErrorException(message, "42704", e);
      case AMBIGUOUS_NAME -> new SQLSyntaxErrorException(message, "42702", e);
      case TYPE_MISMATCH -> new SQLSyntaxErrorException(message, "42804", e);
      case INVALID_STATEMENT -> new SQLSyntaxErrorException(message, "42000", e);
      case NOT_SUPPORTED -> new SQLFeatureNotSupportedException(message, "0A000", e);
      case INVALID_OPTION, INVALID_ARGUMENT -> new SQLDataException(message, "22023", e);
      case NUMERIC_OVERFLOW -> new SQLDataException(message, "22003", e);
      case DIVISION_BY_ZERO -> new SQLDataException(message, "22012", e);
      case INVALID_CAST -> new SQLDataException(message, "22018", e);
      case BAD_INPUT -> new SQLDataException(message, "22000", e);
      case LIMIT_EXCEEDED -> new SQLNonTransientException(message, "54000", e);
      case CANCELLED -> new SQLNonTransientException(message, "57014", e);
    };
  }

  static SQLException of(EnvironmentException e) {
    return new SQLNonTransientException(e.getMessage(), INPUT_OUTPUT, e);
  }

  private static String message(UserException e) {
    StringBuilder text = new StringBuilder(e.code().name()).append(": ").append(e.message());
    SourcePosition at = e.position();
    if (at.isKnown()) {
      text.append(" (line ").append(at.line()).append(", column ").append(at.column()).append(')');
    }
    String hint = e.hint();
    if (hint != null) {
      text.append("; hint: ").append(hint);
    }
    return text.toString();
  }
}
