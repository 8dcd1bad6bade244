package io.velostream.sql.validate;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import java.util.Collection;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Makes the errors of the front end: message, position, hint.
public final class FrontEndErrors {
  private FrontEndErrors() {}

  /// Where a node stands in the script.
  public static SourcePosition position(SqlNode node) {
    return position(node.getParserPosition());
  }

  /// A parser position as ours.
  public static SourcePosition position(SqlParserPos pos) {
    if (pos instanceof DefinitionPos definition) {
      return definition.place();
    }
    return pos.getLineNum() == 0
        ? SourcePosition.NONE
        : new SourcePosition(
            pos.getLineNum(), pos.getColumnNum(), pos.getEndLineNum(), pos.getEndColumnNum());
  }

  /// A construct that parses but cannot run.
  public static UserException notSupported(String what, SourcePosition position, String hint) {
    return new UserException(ErrorCode.NOT_SUPPORTED, what + " not supported yet", position, hint);
  }

  /// A statement that makes no sense.
  public static UserException invalid(String message, SourcePosition position, String hint) {
    return new UserException(ErrorCode.INVALID_STATEMENT, message, position, hint);
  }

  /// A table that does not exist.
  public static UserException unknownTable(
      String name, Collection<String> tables, SourcePosition position) {
    return new UserException(
        ErrorCode.UNKNOWN_NAME,
        "there is no table '" + name + "'",
        position,
        didYouMean(
            name, tables, "SHOW TABLES lists the tables; a file is written in single quotes"));
  }

  /// A column that does not exist.
  public static UserException unknownColumn(
      String name, Collection<String> columns, SourcePosition position) {
    if (name.equals("*")) {
      return new UserException(
          ErrorCode.INVALID_STATEMENT,
          "'*' stands for all columns only by itself in SELECT, and for rows in COUNT(*)",
          position,
          "name a column; is FROM missing, or a comma?");
    }
    if (columns.stream().anyMatch(name::equalsIgnoreCase)) {
      return new UserException(
          ErrorCode.UNKNOWN_NAME,
          "there is no column '" + name + "' in this place",
          position,
          "its table has one, but a subquery hands out only what it selects, and the time column of"
              + " a window is written DESCRIPTOR("
              + name
              + ")");
    }
    String otherwise =
        columns.isEmpty()
            ? "is FROM missing?"
            : "the columns are "
                + String.join(", ", columns)
                + "; text is written in single quotes";
    return new UserException(
        ErrorCode.UNKNOWN_NAME,
        "there is no column '" + name + "'",
        position,
        didYouMean(name, columns, otherwise));
  }

  /// A time column that is none.
  static UserException notATime(String name, DataType type, SourcePosition position) {
    return new UserException(
        ErrorCode.TYPE_MISMATCH,
        "windows need a time column of type TIMESTAMP, but '" + name + "' is " + type.sql(),
        position,
        "cast it in a subquery or a computed column");
  }

  /// "did you mean …?" when something is near, other advice when not.
  public static String didYouMean(String name, Collection<String> candidates, String otherwise) {
    return Names.nearest(name, candidates)
        .map(near -> "did you mean '" + near + "'?")
        .orElse(otherwise);
  }
}
