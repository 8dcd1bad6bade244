package io.velostream.operators.top;

/// Numbers rows that are told in their order.
final class RankCounter {
  private final Ranking ranking;
  private long rows;
  private long rank;

  RankCounter(Ranking ranking) {
    this.ranking = ranking;
  }

  /// Begins again from 1.
  void reset() {
    rows = 0;
    rank = 0;
  }

  /// The next row, or so many equal ones.
  ///
  /// @param peer whether it has the place in the order that the last one has
  void next(boolean peer, long times) {
    long before = rows;
    rows += times;
    switch (ranking) {
      case ROW_NUMBER -> rank = before + 1;
      case RANK -> rank = peer ? rank : before + 1;
      case DENSE_RANK -> rank = peer ? rank : rank + 1;
    }
  }

  /// The number of the last row, or of the first of the equal ones.
  long rank() {
    return rank;
  }

  /// Whether a row that has its place after all of these has a number above `to`.
  boolean isFull(long to) {
    return switch (ranking) {
      case ROW_NUMBER, RANK -> rows >= to;
      case DENSE_RANK -> rank >= to;
    };
  }
}
