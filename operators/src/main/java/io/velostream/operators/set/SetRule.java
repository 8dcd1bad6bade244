package io.velostream.operators.set;

/// How often a row is in the result, by how often it is in each input.
public enum SetRule {
  INTERSECT,
  INTERSECT_ALL,
  EXCEPT,
  EXCEPT_ALL;

  long times(long left, long right) {
    return switch (this) {
      case INTERSECT -> left > 0 && right > 0 ? 1 : 0;
      case INTERSECT_ALL -> Math.max(Math.min(left, right), 0);
      case EXCEPT -> left > 0 && right <= 0 ? 1 : 0;
      case EXCEPT_ALL -> Math.max(left - Math.max(right, 0), 0);
    };
  }
}
