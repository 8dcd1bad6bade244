package io.velostream.runtime.parallel;

/// Behind which round of turns an epoch ends; in a round, each reader takes the turns that it takes
/// in a row. All readers of a table must end it behind the same round, though each is in another
/// one when somebody asks for that: it is the first round that none of them has come to the end of.
final class EpochMarks {
  private static final long NONE = -1;

  /// The latest round that some reader has come to the end of.
  private long furthest = NONE;

  private long marked = NONE;

  /// Asks for an end as soon as possible; the one asked for before has come.
  synchronized void request() {
    marked = furthest + 1;
  }

  /// Whether an epoch ends behind a round. Each reader asks once at the end of its part of each
  /// round.
  synchronized boolean isBehind(long round) {
    furthest = Math.max(furthest, round);
    return round == marked;
  }
}
