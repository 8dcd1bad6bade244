package io.velostream.columnar.error;

import org.jspecify.annotations.Nullable;

/// A place in SQL text: line and column of the first and of the last character, counted from 1.
///
/// @param definition the text it is in when that is not the statement's own, such as `the view
///   'v'`; lines are those that SHOW CREATE prints
public record SourcePosition(
    int line, int column, int endLine, int endColumn, @Nullable String definition) {
  /// No known place.
  public static final SourcePosition NONE = new SourcePosition(0, 0, 0, 0);

  /// A place in the statement.
  public SourcePosition(int line, int column, int endLine, int endColumn) {
    this(line, column, endLine, endColumn, null);
  }

  /// A single character.
  public static SourcePosition at(int line, int column) {
    return new SourcePosition(line, column, line, column);
  }

  /// The same place as one in the text of a definition, where this text begins at `start`; the
  /// place itself when it is one in a definition already, or unknown.
  public SourcePosition within(String text, SourcePosition start) {
    if (!isKnown() || definition != null) {
      return this;
    }
    return new SourcePosition(
        line + start.line - 1,
        line == 1 ? column + start.column - 1 : column,
        endLine + start.line - 1,
        endLine == 1 ? endColumn + start.column - 1 : endColumn,
        text);
  }

  /// Whether this is a real place.
  public boolean isKnown() {
    return line > 0;
  }
}
