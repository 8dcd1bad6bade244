package io.velostream.runtime.exchange;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.Schema;
import io.velostream.operators.aggregate.PartialState;
import io.velostream.stream.Watermarks;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The receiving end of a change of cores: takes what several senders have sent in one order, which
/// does not depend on who was fast. Belongs to one thread.
///
/// After [#arrived()] has found something, it is looked at and then released.
public final class Inbox {
  /// In which order senders are listened to.
  public enum Order {
    /// Each sender has turns of its own, with steps of their own: round after round the turn of the
    /// first sender, that of the second, and so on.
    TURNS,
    /// All senders have part in each step: a step is that of the first sender, that of the second
    /// and so on together. When the step of one is its last, it is the last of all; the others may
    /// have one more to end, without rows.
    STEPS
  }

  private final List<HandoverQueue<Parcel>> queues;
  private final Order order;
  private final HeardWords[][] heard;
  private final HeardWords[][] plainHeard;
  private int current;

  /// Which senders have come to their end, and how many.
  private final boolean[] ended;

  private int endedCount;

  /// The latest watermark.
  private long reached = Watermarks.NONE;

  /// Whether the last step has come: what senders still say is that they have ended.
  private boolean overtaken;

  private @Nullable Parcel parcel;

  /// @param plain the columns of rows that travel besides groups, if any do
  Inbox(Schema schema, Optional<Schema> plain, List<HandoverQueue<Parcel>> queues, Order order) {
    this.queues = List.copyOf(queues);
    this.order = order;
    this.ended = new boolean[queues.size()];
    heard = heard(queues.size(), schema.size());
    plainHeard = heard(queues.size(), plain.map(Schema::size).orElse(0));
  }

  private static HeardWords[][] heard(int queues, int columns) {
    Dictionary[] dictionaries = new Dictionary[columns];
    Arrays.setAll(dictionaries, _ -> withAWord());
    HeardWords[][] heard = new HeardWords[queues][columns];
    for (HeardWords[] ofQueue : heard) {
      Arrays.setAll(ofQueue, c -> new HeardWords(dictionaries[c]));
    }
    return heard;
  }

  /// What stands at a NULL row is the id of some word, so there is one.
  private static Dictionary withAWord() {
    Dictionary dictionary = new Dictionary();
    dictionary.idOf(new byte[0], 0, 0);
    return dictionary;
  }

  /// Whether what comes next is here. Must not be asked again before it is released.
  public boolean arrived() {
    while (!isDone()) {
      Parcel next = queues.get(current).peek();
      if (next == null) {
        return false;
      }
      parcel = next;
      if (!overtaken) {
        return true;
      }
      // The first word that all has ended was enough; the other senders say so, too.
      if (next.rows() > 0 || next.watermark() != Watermarks.END) {
        throw new IllegalStateException("rows came after the end");
      }
      release();
    }
    return false;
  }

  /// The rows that have come, perhaps none; called once, and valid until they are released.
  public Batch rows() {
    Parcel present = parcel();
    return present.build(present.isPlain() ? plainHeard[current] : heard[current]);
  }

  /// Whether rows have come where otherwise groups do.
  public boolean isPlain() {
    return parcel().isPlain();
  }

  /// The states of the rows, where groups travel; valid until they are released.
  public PartialState states() {
    return parcel().states();
  }

  /// What they were made of, or the step that ends here; valid until they are released.
  public InputSpans origin() {
    return parcel().origin();
  }

  /// Whether a step ends behind them.
  public boolean endsStep() {
    return parcel().endsStep() && (order == Order.TURNS || current == queues.size() - 1);
  }

  /// Whether an epoch ends behind that step. All senders end it, each behind the same step or in
  /// the same round of turns: since they are listened to in order, nothing has come that one of
  /// them sent afterwards.
  public boolean endsEpoch() {
    return parcel().endsEpoch() && current == queues.size() - 1;
  }

  /// How far event time is behind that step: as far as any sender that has part in it says.
  public long watermark() {
    return Math.max(reached, parcel().watermark());
  }

  /// What has come is done with.
  public void release() {
    Parcel done = parcel();
    boolean next = order == Order.TURNS ? done.endsTurn() : done.endsStep();
    boolean ends = done.endsStep() && done.watermark() == Watermarks.END;
    reached = Math.max(reached, done.watermark());
    overtaken |= endsStep() && reached == Watermarks.END;
    parcel = null;
    queues.get(current).release();
    if (ends) {
      ended[current] = true;
      endedCount++;
    }
    if (next && !isDone()) {
      passOn();
    }
  }

  /// To the next sender. At the end some may have nothing more to say, and are passed over.
  private void passOn() {
    do {
      current = current + 1 == queues.size() ? 0 : current + 1;
    } while (ended[current] && overtaken);
  }

  /// Whether all senders have come to their end.
  public boolean isDone() {
    return endedCount == queues.size();
  }

  /// Whether all senders have come to their end, after the last step has come: what they still have
  /// to say is taken, as far as it is here.
  public boolean isDrained() {
    return isDone() || (!arrived() && isDone());
  }

  /// How many parcels wait. Any thread's, and only roughly right.
  public int fill() {
    int fill = 0;
    for (HandoverQueue<Parcel> queue : queues) {
      fill += queue.fill();
    }
    return fill;
  }

  private Parcel parcel() {
    Parcel present = parcel;
    if (present == null) {
      throw new IllegalStateException("nothing has arrived");
    }
    return present;
  }
}
