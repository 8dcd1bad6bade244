package io.velostream.runtime.parallel;

import io.velostream.stream.Watermarks;
import java.util.concurrent.atomic.AtomicLongArray;

/// Hands event time from turn to turn: what a turn's reader knows when it takes over is what one
/// reader would know after all rows before that turn.
///
/// There is one baton, and readers stand in a ring: each waits for the one before it, and passes it
/// on to the next. The first finds it at its place.
final class Batons {
  /// Places are kept so far apart that no two share a cache line.
  private static final int PLACE = 16;

  private static final int PASSED = PLACE;
  private static final int WATERMARK = PLACE + 1;
  private static final int ENDED = PLACE + 2;

  private final AtomicLongArray places;
  private final int readers;

  Batons(int readers) {
    this.readers = readers;
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
  void pass(int reader, long turn, long watermark, boolean ended) {
    int next = reader + 1 == readers ? 0 : reader + 1;
    long passed = next == 0 ? turn + 2 : turn + 1;
    places.setPlain(at(next, WATERMARK), watermark);
    places.setPlain(at(next, ENDED), ended ? 1 : 0);
    places.setRelease(at(next, PASSED), passed);
  }
}
