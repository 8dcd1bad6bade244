package io.velostream.runtime.parallel;

import io.velostream.stream.Watermarks;
import java.util.concurrent.atomic.AtomicLongArray;

/// Hands event time from turn to turn: what a turn's reader knows when it takes over is what one
/// reader would know after all rows before that turn.
///
/// There is one baton, and readers stand in a ring: each waits for the one before it, and passes it
/// on to the next. The first finds it at its place. Who takes several turns in a row keeps it for
/// so long.
final class Batons {
  /// Places are kept so far apart that no two share a cache line.
  private static final int PLACE = 16;

  private static final int PASSED = PLACE;
  private static final int WATERMARK = PLACE + 1;
  private static final int ENDED = PLACE + 2;

  private final AtomicLongArray places;
  private final int readers;
  private final int run;

  /// @param run how many turns each reader takes in a row
  Batons(int readers, int run) {
    this.readers = readers;
    this.run = run;
    this.places = new AtomicLongArray((readers + 1) * PLACE);
    for (int reader = 0; reader < readers; reader++) {
      places.setPlain(at(reader, WATERMARK), Watermarks.NONE);
    }
    places.setRelease(at(0, PASSED), 1);
  }

  /// The first turn begins at a watermark that was reached before. The first reader's, before that.
  void begin(long watermark) {
    places.setPlain(at(0, WATERMARK), watermark);
  }

  private static int at(int reader, int field) {
    return reader * PLACE + field;
  }

  /// Whether a reader has the baton for its turn number `turn`, counted from 0.
  boolean has(int reader, long turn) {
    return places.getAcquire(at(reader, PASSED)) > turn;
  }

  /// The watermark that the rows before the turn have made. With the baton only.
  long watermark(int reader) {
    return places.getPlain(at(reader, WATERMARK));
  }

  /// Whether the table ended before the turn. With the baton only.
  boolean hasEnded(int reader) {
    return places.getPlain(at(reader, ENDED)) != 0;
  }

  /// Passes the baton on, after the rows of turn number `turn` of a reader.
  ///
  /// @param ended whether the table has ended before that turn
  void pass(int reader, long turn, long watermark, boolean ended) {
    boolean keeps = !ended && (turn + 1) % run != 0;
    int next = keeps ? reader : reader + 1 == readers ? 0 : reader + 1;
    long first = turn / run * run; // of the turns in a row
    long passed = keeps ? turn + 2 : next == 0 ? first + run + 1 : first + 1;
    places.setPlain(at(next, WATERMARK), watermark);
    places.setPlain(at(next, ENDED), ended ? 1 : 0);
    places.setRelease(at(next, PASSED), passed);
  }
}
