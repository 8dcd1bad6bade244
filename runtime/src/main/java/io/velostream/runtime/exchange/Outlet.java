package io.velostream.runtime.exchange;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.PartialRows;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The sender's end of one queue. What the queue has no room for waits here; the sender makes
/// nothing new before it is gone.
final class Outlet {
  /// A parcel costs more than copying a few rows into one that others share.
  private static final int LEAST_LENT = 256;

  /// Parcels that are kept for later. The result of a large step leaves all at once.
  private static final int MOST_SPARE = 64;

  private final Schema schema;
  private final int parcelRows;
  private final HandoverQueue<Parcel> queue;
  private final Optional<Schema> plain;
  private final SentWords[] sent;
  private final SentWords[] plainSent;
  private final ArrayDeque<Parcel> waiting = new ArrayDeque<>();
  private final ArrayDeque<Parcel> spare = new ArrayDeque<>();
  private @Nullable Parcel open;
  private InputSpans origin = new InputSpans();

  /// @param plain the columns of rows that travel besides groups, if any do
  /// @param parcelRows rows of a parcel at most, unless they are lent
  Outlet(Schema schema, Optional<Schema> plain, HandoverQueue<Parcel> queue, int parcelRows) {
    this.schema = schema;
    this.parcelRows = parcelRows;
    this.plain = plain;
    this.queue = queue;
    this.sent = unheard(schema.size());
    this.plainSent = unheard(plain.map(Schema::size).orElse(0));
  }

  private static SentWords[] unheard(int columns) {
    SentWords[] words = new SentWords[columns];
    Arrays.setAll(words, _ -> new SentWords());
    return words;
  }

  /// Says where it is always to be seen what is being sent was made of.
  void comesFrom(InputSpans places) {
    origin = places;
  }

  /// Sends copies of the rows `rows[from .. from + count - 1]`.
  ///
  /// @param asPlain whether they are rows besides groups
  /// @param states of the rows, where they are groups
  void append(
      Batch batch, boolean asPlain, int[] rows, int from, int count, @Nullable PartialRows states) {
    SentWords[] words = asPlain ? plainSent : sent;
    int done = 0;
    while (done < count) {
      Parcel parcel = parcel();
      if (parcel.rows() == parcelRows || !parcel.takes(batch, asPlain, words)) {
        send();
        parcel = parcel();
      }
      int n = Math.min(count - done, parcelRows - parcel.rows());
      parcel.append(batch, asPlain, rows, from + done, n, words);
      if (states != null) {
        parcel.append(states, rows, from + done, n);
      }
      done += n;
    }
  }

  /// Sends rows without copying them, if they are many and the other side may read all that they
  /// are made of.
  ///
  /// @return whether they were sent
  boolean lend(Batch batch, Output.Loan loan) {
    if (batch.rowCount() < Math.min(LEAST_LENT, parcelRows) || !isShareable(batch)) {
      return false;
    }
    Parcel parcel = parcel();
    if (parcel.rows() > 0) {
      send();
      parcel = parcel();
    }
    parcel.lend(batch, loan);
    send();
    return true;
  }

  /// A dictionary that still grows belongs to one thread.
  private static boolean isShareable(Batch batch) {
    for (Vector column : batch.columns()) {
      if (column instanceof DictionaryVector coded && !coded.dictionary().isFrozen()) {
        return false;
      }
    }
    return true;
  }

  /// Ends the step behind what was sent.
  void endStep(long watermark, boolean endsTurn, boolean endsEpoch) {
    Parcel parcel = parcel();
    parcel.endStep(watermark);
    if (endsTurn) {
      parcel.endTurn();
    }
    if (endsEpoch) {
      parcel.endEpoch();
    }
    send();
  }

  private Parcel parcel() {
    Parcel parcel = open;
    if (parcel == null) {
      parcel = spare.pollFirst();
      if (parcel == null) {
        parcel = new Parcel(schema, plain);
      }
      open = parcel;
    }
    return parcel;
  }

  private void send() {
    Parcel parcel = open;
    if (parcel != null) {
      open = null;
      parcel.comeFrom(origin);
      waiting.addLast(parcel);
      flush();
    }
  }

  /// Hands over what waits, as far as there is room.
  ///
  /// @return whether nothing waits any more
  boolean flush() {
    while (!waiting.isEmpty() && queue.hasRoom()) {
      Parcel used = queue.offer(waiting.removeFirst());
      if (used != null) {
        used.reset();
        if (spare.size() < MOST_SPARE) {
          spare.addFirst(used);
        }
      }
    }
    return waiting.isEmpty();
  }
}
