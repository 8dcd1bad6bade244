package io.velostream.sql.validate;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import java.util.Locale;
import java.util.regex.Matcher;

/// Names that Calcite's validator has not found, or not with these arguments.
final class NameErrors {
  private NameErrors() {}

  static UserException unknownTable(Matcher match, SourcePosition position, KnownNames known) {
    return FrontEndErrors.unknownTable(match.group(1), known.tables(), position);
  }

  static UserException unknownAlias(Matcher match, SourcePosition position, KnownNames known) {
    return unknownAlias(match.group(1), position, known);
  }

  private static UserException unknownAlias(
      String name, SourcePosition position, KnownNames known) {
    return new UserException(
        ErrorCode.UNKNOWN_NAME,
        "no table in this query goes by the name '" + name + "'",
        position,
        FrontEndErrors.didYouMean(
            name,
            known.aliases(),
            known.aliases().isEmpty()
                ? "name the table in FROM"
                : "the names are " + String.join(", ", known.aliases())));
  }

  static UserException unknownColumn(Matcher match, SourcePosition position, KnownNames known) {
    String name = match.group(1);
    int dot = name.indexOf('.');
    if (known.rows().contains(name.toUpperCase(Locale.ROOT))) {
      return unknownAlias(name, position, known);
    }
    if (dot < 0
        && known.columns().isEmpty()
        && known.tables().stream().anyMatch(name::equalsIgnoreCase)) {
      return new UserException(
          ErrorCode.INVALID_STATEMENT,
          "'" + name + "' is a table, where a value is expected",
          position,
          "FROM names it; a function of tables is given TABLE " + name);
    }
    if (dot < 0) {
      return FrontEndErrors.unknownColumn(name, known.columns(), position);
    }
    return unknownField(name.substring(name.lastIndexOf('.') + 1), position, known);
  }

  static UserException unknownField(Matcher match, SourcePosition position, KnownNames known) {
    return unknownField(match.group(1), position, known);
  }

  private static UserException unknownField(
      String name, SourcePosition position, KnownNames known) {
    return new UserException(
        ErrorCode.UNKNOWN_NAME,
        "the ROW has no field '" + name + "'",
        position,
        FrontEndErrors.didYouMean(
            name,
            // Another ROW may have it.
            known.fields().stream().filter(field -> !field.equalsIgnoreCase(name)).toList(),
            "DESCRIBE shows the fields; members of a VARIANT are v['name']"));
  }

  static UserException function(Matcher match, SourcePosition position, KnownNames known) {
    String name = match.group(1).replace("`", "").replace("\"", "");
    String arguments = TypeWords.of(match.group(2));
    boolean exists = known.functions().stream().anyMatch(name::equalsIgnoreCase);
    if (exists) {
      return new UserException(
          ErrorCode.TYPE_MISMATCH,
          name.toUpperCase(Locale.ROOT) + " does not take (" + arguments + ")",
          position,
          name.equalsIgnoreCase("ARRAY") ? "an array is ARRAY[1, 2]" : "cast the arguments");
    }
    return unknownFunction(name, position, known);
  }

  private static UserException unknownFunction(
      String name, SourcePosition position, KnownNames known) {
    return new UserException(
        ErrorCode.UNKNOWN_NAME,
        "there is no function '" + name + "'",
        position,
        ForeignFunctions.advice(name)
            .orElseGet(() ->
                FrontEndErrors.didYouMean(
                    name, known.functions(), "SHOW FUNCTIONS lists the functions")));
  }

  /// The order is looked at before the function is.
  static UserException ordered(Matcher match, SourcePosition position, KnownNames known) {
    String name = match.group(1).replace("`", "").replace("\"", "");
    return known.functions().stream().noneMatch(name::equalsIgnoreCase)
        ? unknownFunction(name, position, known)
        : new UserException(
            ErrorCode.INVALID_STATEMENT,
            name.toUpperCase(Locale.ROOT) + " takes no ORDER BY",
            position,
            "leave it out; ARRAY_AGG and STRING_AGG put values in order");
  }
}
