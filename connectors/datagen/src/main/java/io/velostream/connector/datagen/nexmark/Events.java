package io.velostream.connector.datagen.nexmark;

/// The one sequence of events that all tables share: of fifty in a row the first is a person, the
/// next three are auctions, the others bids.
final class Events {
  static final int PERIOD = 50;
  static final int PEOPLE = 1;
  static final int AUCTIONS = 3;
  static final int BIDS = PERIOD - PEOPLE - AUCTIONS;

  private Events() {}

  /// The number, from 0, of the last person who has come with or before an event.
  static long lastPerson(long event) {
    return event / PERIOD;
  }

  /// The number, from 0, of the last auction that has begun with or before an event; -1 before the
  /// first.
  static long lastAuction(long event) {
    long offset = event % PERIOD - PEOPLE;
    return event / PERIOD * AUCTIONS + Math.min(offset, AUCTIONS - 1);
  }
}
