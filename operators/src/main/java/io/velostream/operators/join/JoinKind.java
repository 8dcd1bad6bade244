package io.velostream.operators.join;

/// Which rows a join puts out besides, or instead of, the pairs that match.
public enum JoinKind {
  /// The pairs that match.
  INNER,
  /// Also each row of the left input without a match, beside NULLs.
  LEFT,
  /// Also each row of the right input without a match, beside NULLs.
  RIGHT,
  /// Also each row of either input without a match, beside NULLs.
  FULL,
  /// Rows of the left input that have a match, once.
  SEMI,
  /// Rows of the left input that have no match.
  ANTI;

  /// Whether the pairs themselves are put out.
  boolean showsPairs() {
    return switch (this) {
      case INNER, LEFT, RIGHT, FULL -> true;
      case SEMI, ANTI -> false;
    };
  }

  /// When rows of the left input are put out by themselves.
  Alone left() {
    return switch (this) {
      case INNER, RIGHT -> Alone.NEVER;
      case LEFT, FULL, ANTI -> Alone.WITHOUT_MATCH;
      case SEMI -> Alone.WITH_MATCH;
    };
  }

  /// When rows of the right input are put out by themselves.
  Alone right() {
    return switch (this) {
      case INNER, LEFT, SEMI, ANTI -> Alone.NEVER;
      case RIGHT, FULL -> Alone.WITHOUT_MATCH;
    };
  }

  /// When rows of one input are put out by themselves.
  enum Alone {
    NEVER,
    WITH_MATCH,
    WITHOUT_MATCH;

    /// Whether a row is put out that has a match, or has none.
    boolean shows(boolean matched) {
      return switch (this) {
        case NEVER -> false;
        case WITH_MATCH -> matched;
        case WITHOUT_MATCH -> !matched;
      };
    }
  }
}
