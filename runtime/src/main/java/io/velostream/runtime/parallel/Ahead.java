package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Turns that a reader looks at before it has worked on those before them, so that the baton goes
/// round while it works: a pipeline that falls behind for a moment then makes no other one wait.
///
/// That needs batches which stay valid while others are read, and nothing to be done to them before
/// event time is derived. There is nothing to see ahead otherwise.
final class Ahead {
  /// Turns that are looked at ahead, and more where readers take many in a row.
  private static final int MOST = 16;

  private final SourceTask.Place place;
  private final BatchReader reader;
  private final @Nullable TurnTime time;
  private final Progress progress;
  private final int most;
  private final ArrayDeque<Turn> seen = new ArrayDeque<>();
  private final ArrayDeque<Turn> spare = new ArrayDeque<>();
  private @Nullable UserException failure;
  private boolean atEnd;

  /// @param time the one of all turns of the reader
  /// @param plain whether event time is derived from rows as they are read
  Ahead(
      SourceTask.Place place,
      BatchReader reader,
      @Nullable TurnTime time,
      boolean plain,
      Progress progress) {
    this.place = place;
    this.reader = reader;
    this.time = time;
    this.progress = progress;
    int wanted = Math.max(MOST, 2 * place.run());
    // Of a table in parts, what can be told of them is told of the batch read last.
    boolean timed = time != null && !time.isInParts();
    this.most = plain && timed ? Math.min(wanted, reader.batchesKept() - 1) : 0;
  }

  /// Looks at the rows of one more turn, and passes the baton on, if it is there.
  ///
  /// @param turn the number of the turn that is being worked on
  /// @return whether it was
  boolean look(long turn) throws IOException {
    Batons batons = place.batons();
    int number = place.number();
    long next = turn + 1 + seen.size();
    if (seen.size() >= most
        || atEnd
        || failure != null
        || !batons.has(number, next)
        || batons.hasEnded(number)) {
      return false;
    }
    Batch rows = reader.read();
    if (rows == null) {
      atEnd = true;
      return false;
    }
    progress.read(rows.rowCount(), reader.bytesRead());
    Turn own = spare.isEmpty() ? new Turn(time) : spare.removeFirst();
    try {
      own.observe(rows, batons.watermark(number));
    } catch (UserException e) {
      failure = e;
      return false;
    }
    batons.pass(number, next, own.lastWatermark(), false);
    seen.addLast(own);
    return true;
  }

  /// The next turn, if its rows were looked at.
  ///
  /// @throws UserException when its rows are at fault
  @Nullable Turn take() {
    UserException fault = failure;
    if (fault != null && seen.isEmpty()) {
      throw fault;
    }
    return seen.pollFirst();
  }

  /// A turn has been worked on.
  void giveBack(Turn turn) {
    spare.addFirst(turn);
  }
}
