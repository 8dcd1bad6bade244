package io.velostream.operators.top;

/// How rows in their order are numbered, from 1.
public enum Ranking {
  /// Each row has a number of its own; of peers the one that came first has the lower.
  ROW_NUMBER,
  /// Peers share the number that the first of them would have as a row.
  RANK,
  /// Peers share a number, and no number is left out.
  DENSE_RANK
}
