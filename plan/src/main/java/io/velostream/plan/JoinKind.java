package io.velostream.plan;

/// Which rows a join puts out besides, or instead of, the pairs that match.
public enum JoinKind {
  /// The pairs that match.
  INNER,
  /// Also rows of the left input without a match, beside NULLs.
  LEFT,
  /// Also rows of the right input without a match, beside NULLs.
  RIGHT,
  /// Also rows of either input without a match, beside NULLs.
  FULL,
  /// Rows of the left input that have a match.
  SEMI,
  /// Rows of the left input that have no match.
  ANTI;

  /// Whether the output has the columns of both inputs.
  public boolean showsPairs() {
    return switch (this) {
      case INNER, LEFT, RIGHT, FULL -> true;
      case SEMI, ANTI -> false;
    };
  }

  /// Whether rows come out because there is no match, to be taken back when there is one.
  public boolean showsUnmatched() {
    return switch (this) {
      case LEFT, RIGHT, FULL, ANTI -> true;
      case INNER, SEMI -> false;
    };
  }
}
