package io.velostream.columnar.error;

/// A place in SQL text: line and column of the first and of the last character, counted from 1.
public record SourcePosition(int line, int column, int endLine, int endColumn) {
  /// No known place.
  public static final SourcePosition NONE = new SourcePosition(0, 0, 0, 0);

  /// A single character.
  public static SourcePosition at(int line, int column) {
    return new SourcePosition(line, column, line, column);
  }

  /// Whether this is a real place.
  public boolean isKnown() {
    return line > 0;
  }
}
