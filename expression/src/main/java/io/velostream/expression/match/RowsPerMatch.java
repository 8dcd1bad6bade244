package io.velostream.expression.match;

/// Which rows come out.
public enum RowsPerMatch {
  /// One for each match.
  ONE,
  /// The rows of each match; for an empty one, the row that it begins at.
  ALL,
  /// The rows of each match.
  ALL_WITHOUT_EMPTY,
  /// As [#ALL], and the rows that no match has.
  ALL_WITH_UNMATCHED;

  /// Whether the rows of a match come out one by one.
  public boolean isAll() {
    return this != ONE;
  }
}
