package io.velostream.sql.validate;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;

/// Says what Calcite's validator says in our own words.
///
/// Calcite's exceptions carry finished English text and no key, so they are recognised by their
/// words ([ValidatorMessages]); a text that no rule knows is passed on as it is, without the
/// position that it begins with.
final class CalciteErrors {
  private CalciteErrors() {}

  /// Our error for one of Calcite's.
  static UserException explain(CalciteContextException error, KnownNames known) {
    SourcePosition position =
        error.getPosLine() > 0
            ? new SourcePosition(
                error.getPosLine(),
                error.getPosColumn(),
                error.getEndPosLine(),
                error.getEndPosColumn())
            : SourcePosition.NONE;
    Throwable cause = error.getCause();
    // Our own errors pass through Calcite wrapped.
    if (cause instanceof UserException user) {
      return user.at(position);
    }
    return explain(cause == null ? error : cause, position, known);
  }

  /// Our error for one of Calcite's that knows no place.
  static UserException explain(CalciteException error, KnownNames known) {
    return explain(error, SourcePosition.NONE, known);
  }

  /// Whether Calcite itself failed, not code of ours that it called.
  static boolean isUnforeseen(Throwable error) {
    if (error instanceof UserException) {
      return false;
    }
    for (Throwable at = error; at != null; at = at.getCause()) {
      if (at instanceof UserException) {
        return false;
      }
    }
    for (StackTraceElement frame : error.getStackTrace()) {
      if (frame.getClassName().startsWith("org.apache.calcite.")) {
        return true;
      }
      if (frame.getClassName().startsWith("io.velostream.")) {
        return false;
      }
    }
    return false;
  }

  /// For what Calcite's grammar reads and its planner was not made for: it says so with an
  /// exception of Java's that has no place.
  static UserException unforeseen(Throwable error, SourcePosition statement) {
    String message = String.valueOf(error.getMessage());
    if (message.contains("failed to preserve datatypes") && message.contains("RepeatUnion")) {
      UserException types =
          new UserException(
              ErrorCode.TYPE_MISMATCH,
              "the columns of a recursive query have other types in its rounds than at first",
              statement,
              "CAST those of its first query to the types that the rounds make");
      types.initCause(error);
      return types;
    }
    Matcher type =
        Pattern.compile("No enum constant .*SqlTypeName\\.(.*)")
            .matcher(String.valueOf(error.getMessage()));
    Matcher converting =
        Pattern.compile("(?s)while converting (.{1,200}).*")
            .matcher(String.valueOf(error.getMessage()));
    UserException explained =
        type.matches()
            ? new UserException(
                ErrorCode.UNKNOWN_NAME,
                "there is no type '" + type.group(1) + "'",
                statement,
                "the types are those of CREATE TABLE; a date with a time is a TIMESTAMP")
            : new UserException(
                ErrorCode.NOT_SUPPORTED,
                converting.matches()
                    ? "the expression " + converting.group(1) + " is not supported yet"
                    : "a part of this statement is not supported yet",
                statement,
                "leave parts out to find it");
    explained.initCause(error);
    return explained;
  }

  private static UserException explain(Throwable error, SourcePosition position, KnownNames known) {
    String text = String.valueOf(error.getMessage());
    return ValidatorMessages.explain(text, position, known)
        .orElseGet(
            () -> new UserException(ErrorCode.INVALID_STATEMENT, sentence(text), position, null));
  }

  /// Our messages begin in lower case and end without a full stop.
  private static String sentence(String text) {
    String flat = text.replaceAll("\\s+", " ").strip();
    if (flat.endsWith(".")) {
      flat = flat.substring(0, flat.length() - 1);
    }
    boolean acronym = flat.length() > 1 && Character.isUpperCase(flat.charAt(1));
    return flat.isEmpty() || acronym
        ? flat
        : flat.substring(0, 1).toLowerCase(Locale.ROOT) + flat.substring(1);
  }
}
