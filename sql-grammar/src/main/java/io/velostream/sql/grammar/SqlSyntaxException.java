package io.velostream.sql.grammar;

import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// A text that is not SQL: what is wrong, where, and what to do about it. Positions are counted in
/// the whole script, from 1.
public final class SqlSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// The kind of error; the names are part of the interface and do not change.
  public enum Code {
    /// The text goes on in a way the grammar does not allow.
    UNEXPECTED_TOKEN,
    /// The text stops in the middle of a statement.
    UNEXPECTED_END,
    /// A reserved word stands where a name belongs.
    RESERVED_WORD,
    /// No statement begins with this word.
    UNKNOWN_STATEMENT,
    /// A complete statement is followed by something that is not a semicolon.
    TRAILING_TEXT,
    /// More or fewer statements than the caller asked for.
    STATEMENT_COUNT,
    /// A character that is not part of the language.
    INVALID_CHARACTER,
    /// A string, quoted name or comment without its end.
    NOT_CLOSED,
    /// A duration of zero or less, or of an unknown unit.
    INVALID_DURATION,
    /// A group window with the wrong number of durations.
    INVALID_WINDOW,
    /// A row buffer of no rows.
    INVALID_BUFFER,
    /// The same option twice.
    DUPLICATE_OPTION,
    /// Well-formed piece by piece, but not allowed here.
    INVALID_SYNTAX
  }

  private final Code code;
  private final int line;
  private final int column;
  private final @Nullable String hint;

  public SqlSyntaxException(
      Code code, String message, int line, int column, @Nullable String hint) {
    this(code, message, line, column, hint, null);
  }

  SqlSyntaxException(
      Code code,
      String message,
      int line,
      int column,
      @Nullable String hint,
      @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.line = line;
    this.column = column;
    this.hint = hint;
  }

  /// An error at the start of a position.
  public static SqlSyntaxException at(
      SqlParserPos pos, Code code, String message, @Nullable String hint) {
    return new SqlSyntaxException(code, message, pos.getLineNum(), pos.getColumnNum(), hint);
  }

  public Code code() {
    return code;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }

  /// What to do about it, as half a sentence; null if there is nothing to suggest.
  public @Nullable String hint() {
    return hint;
  }

  /// Everything in one line: `line 1, column 8: message (hint) [CODE]`.
  public String describe() {
    return "line %d, column %d: %s%s [%s]"
        .formatted(line, column, getMessage(), hint == null ? "" : " (" + hint + ")", code);
  }
}
