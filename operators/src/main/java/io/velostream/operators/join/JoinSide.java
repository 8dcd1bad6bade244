package io.velostream.operators.join;

import io.velostream.columnar.Hashing;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.expiry.Lifetimes;
import io.velostream.operators.rows.Cells;
import io.velostream.operators.rows.KeptRows;
import io.velostream.operators.rows.SavedRows;
import io.velostream.operators.rows.TimeHeap;
import io.velostream.operators.rows.TouchedSlots;
import io.velostream.state.SavedSlots;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What a join keeps of one input: its rows with their weights, by the hash of their keys, and, if
/// rows of it are put out by themselves, how many matches each of them has.
///
/// In the midst of a step a weight can be 0, or below: what takes a row back may come first.
final class JoinSide implements MemorySized {
  /// From which version of its format on a join is saved in parts.
  static final int PARTS_VERSION = 2;

  private static final int INITIAL = 64;

  private final List<Lane> lanes;
  private final int[] keys;
  private final boolean[] nullsMatch;
  private final JoinKind.Alone alone;
  private final KeptRows rows;
  private final KeyChains chains = new KeyChains();
  private final SavedSlots saved = new SavedSlots();
  private long[] weights = new long[INITIAL];

  /// By slot: the weights of all rows of the other input that match. Of a watched side.
  private long[] matches = new long[INITIAL];

  /// By slot: how many times the row has been put out by itself. Of a watched side.
  private long[] shown = new long[INITIAL];

  /// The column by whose time rows are let go, or -1.
  private final int timeColumn;

  /// Times of the rows; entries of rows that are gone are stale and skipped.
  private final TimeHeap due = new TimeHeap();

  /// When the rows came; `null` where that does not matter.
  private final @Nullable Lifetimes lifetimes;

  /// Rows let go because there were too many.
  private long evicted;

  /// Rows to look at when the step ends. Of a watched side.
  private final TouchedSlots touched = new TouchedSlots();

  /// @param keys of the columns that must be equal
  /// @param nullsMatch for each of them whether NULL equals NULL
  /// @param time the column by whose time rows are let go, if they are
  /// @param lifetimes keeps the time of each row, if that matters
  JoinSide(
      List<Lane> lanes,
      int[] keys,
      boolean[] nullsMatch,
      JoinKind.Alone alone,
      boolean retracts,
      OptionalInt time,
      @Nullable Lifetimes lifetimes) {
    this.lanes = List.copyOf(lanes);
    this.keys = keys.clone();
    this.nullsMatch = nullsMatch.clone();
    this.alone = alone;
    this.rows = KeptRows.of(lanes, retracts);
    this.timeColumn = time.orElse(-1);
    this.lifetimes = lifetimes;
  }

  /// When rows of this side are put out by themselves.
  JoinKind.Alone alone() {
    return alone;
  }

  /// Whether matches are counted.
  boolean isWatched() {
    return alone != JoinKind.Alone.NEVER;
  }

  /// Whether a row can match at all.
  boolean canMatch(Vector[] columns, int row) {
    for (int k = 0; k < keys.length; k++) {
      if (!nullsMatch[k] && columns[keys[k]].isNull(row)) {
        return false;
      }
    }
    return timeColumn < 0 || !columns[timeColumn].isNull(row);
  }

  /// The time of the row at a slot, where rows have times.
  long time(int slot) {
    return time(rows.columns(), slot);
  }

  /// The time of a row, where rows have times.
  long time(Vector[] columns, int row) {
    return ((LongVector) columns[timeColumn]).values()[row];
  }

  /// The hash of the keys of a row of this side.
  long keyHash(Vector[] columns, int row) {
    long hash = keys.length;
    for (int key : keys) {
      hash = Hashing.combine(hash, Cells.hash(columns[key], row));
    }
    return hash;
  }

  /// Number of different rows.
  int size() {
    return rows.size();
  }

  /// Whether a retraction may be of a row that was forgotten, so that it has nothing to change:
  /// then it is counted.
  ///
  /// @param cameAt when the row came that is taken back, as far as it tells
  /// @param now when the retraction comes
  boolean wasForgotten(Vector[] columns, int row, long cameAt, long now) {
    Lifetimes known = lifetimes;
    if (known == null) {
      return false;
    }
    int before = rows.size();
    int slot = rows.place(columns, row);
    boolean isNew = rows.size() > before;
    if (isNew) {
      saved.touch(slot, rows.slotLimit());
      rows.remove(slot);
    }
    boolean forgotten = isNew ? known.isOverAt(cameAt, now) : known.isOver(slot, now);
    if (forgotten) {
      known.countDropped();
    }
    return forgotten;
  }

  /// Whether the row at a slot and one of the other side meet, as neither was over when the other
  /// one came.
  boolean isThereAt(int slot, JoinSide other, long time) {
    Lifetimes own = lifetimes;
    Lifetimes others = other.lifetimes;
    return own == null
        || others == null
        || (!own.isOver(slot, time) && !others.isOverAt(time, own.last(slot)));
  }

  /// Notes when the row at a slot came, or came again.
  void touch(int slot, long time) {
    if (lifetimes != null && weights[slot] != 0) {
      lifetimes.touch(slot, time);
    }
  }

  /// Adds a row and returns its slot; [#size()] grows when there was no equal one. Where matches
  /// are not counted, a row whose weight becomes 0 is forgotten at once.
  int add(Vector[] columns, int row, long hash, long weight) {
    int before = rows.size();
    int slot = rows.place(columns, row);
    if (rows.size() > before) {
      begin(slot, hash);
    }
    weights[slot] += weight;
    saved.touch(slot, rows.slotLimit());
    if (isWatched()) {
      touched.touch(slot);
    } else if (weights[slot] == 0) {
      remove(slot);
    }
    return slot;
  }

  private void begin(int slot, long hash) {
    if (slot >= weights.length) {
      int capacity = Math.max(slot + 1, weights.length * 2);
      weights = Arrays.copyOf(weights, capacity);
      if (isWatched()) {
        matches = Arrays.copyOf(matches, capacity);
        shown = Arrays.copyOf(shown, capacity);
      }
    }
    weights[slot] = 0;
    if (isWatched()) {
      matches[slot] = 0;
      shown[slot] = 0;
    }
    chains.link(slot, hash);
    if (timeColumn >= 0) {
      due.add(time(slot), slot);
    }
  }

  private void remove(int slot) {
    saved.touch(slot, rows.slotLimit());
    if (lifetimes != null) {
      lifetimes.forget(slot);
    }
    chains.unlink(slot);
    rows.remove(slot);
  }

  /// The first row whose keys have a hash, or [KeyChains#NONE].
  int first(long hash) {
    return chains.first(hash);
  }

  /// The next row whose keys have the same hash, or [KeyChains#NONE].
  int after(int slot) {
    return chains.after(slot);
  }

  /// Whether the keys of a row here equal those of a row of the other side.
  boolean keysEqual(int slot, JoinSide other, Vector[] otherColumns, int otherRow) {
    Vector[] columns = rows.columns();
    for (int k = 0; k < keys.length; k++) {
      if (!Cells.equal(columns[keys[k]], slot, otherColumns[other.keys[k]], otherRow)) {
        return false;
      }
    }
    return true;
  }

  /// The rows by slot, valid until one is added.
  Vector[] columns() {
    return rows.columns();
  }

  /// The weight of the row at a slot.
  long weight(int slot) {
    return weights[slot];
  }

  /// The row at a slot has `change` more matches.
  void match(int slot, long change) {
    matches[slot] += change;
    saved.touch(slot, rows.slotLimit());
    touched.touch(slot);
  }

  /// Takes a row that is put out, or taken back, by itself.
  @FunctionalInterface
  interface Shown {
    void row(Vector[] columns, int slot, long change);
  }

  /// At the end of a step: tells which rows are put out by themselves no more, or less often.
  void takeBack(Shown output) {
    for (int i = 0; i < touched.size(); i++) {
      int slot = touched.get(i);
      if (target(slot) < shown[slot]) {
        show(slot, output);
      }
    }
  }

  /// Ends the step: tells which rows are put out by themselves from now on, and forgets rows that
  /// are gone.
  void settle(Shown output) {
    for (int i = 0; i < touched.size(); i++) {
      int slot = touched.get(i);
      if (target(slot) != shown[slot]) {
        show(slot, output);
      }
      if (weights[slot] == 0) {
        remove(slot);
      }
    }
    touched.clear();
  }

  /// Lets all rows go whose time is before a time: those without a match are put out if that is
  /// what rows of this side wait for. Between steps, so that each weight is a number of rows.
  void letGo(long before, Shown output) {
    while (!due.isEmpty() && due.firstTime() < before) {
      long time = due.firstTime();
      int slot = due.removeFirst();
      if (isDue(slot, time)) {
        release(slot, output);
      }
    }
  }

  private boolean isDue(int slot, long time) {
    return weights[slot] != 0 && time(slot) == time;
  }

  private void release(int slot, Shown output) {
    if (alone == JoinKind.Alone.WITHOUT_MATCH && matches[slot] <= 0) {
      output.row(rows.columns(), slot, weights[slot]);
    }
    weights[slot] = 0;
    remove(slot);
  }

  /// Forgets rows whose lifetime is over; nothing is put out. Between steps.
  void expire(long now) {
    Lifetimes known = lifetimes;
    if (known != null) {
      for (int slot = known.nextOver(now); slot >= 0; slot = known.nextOver(now)) {
        known.countDropped();
        forget(slot);
      }
    }
  }

  /// Forgets the oldest rows until no more than so many are left. Between steps.
  ///
  /// @param output takes rows that have waited for a match by event time
  void evict(long most, Shown output) {
    while (rows.size() > most) {
      Lifetimes known = lifetimes;
      int slot = KeyChains.NONE;
      if (known != null) {
        slot = known.nextOldest();
      } else {
        while (slot == KeyChains.NONE && !due.isEmpty()) {
          long time = due.firstTime();
          int next = due.removeFirst();
          slot = isDue(next, time) ? next : KeyChains.NONE;
        }
      }
      if (slot < 0) {
        throw new IllegalStateException(rows.size() + " rows, and none of them the oldest");
      }
      evicted++;
      if (known == null) {
        release(slot, output);
      } else {
        forget(slot);
      }
    }
  }

  private void forget(int slot) {
    weights[slot] = 0;
    remove(slot);
  }

  /// Rows forgotten before their time, and retractions that came for them.
  long dropped() {
    return evicted + (lifetimes == null ? 0 : lifetimes.dropped());
  }

  /// Counts what other pipelines, or this one before, have dropped.
  void addDropped(long before) {
    evicted += before;
  }

  /// How often a row is to be put out by itself, as far as is known.
  private long target(int slot) {
    boolean waits = timeColumn >= 0 && alone == JoinKind.Alone.WITHOUT_MATCH;
    return !waits && alone.shows(matches[slot] > 0) ? weights[slot] : 0;
  }

  private void show(int slot, Shown output) {
    long change = target(slot) - shown[slot];
    shown[slot] += change;
    output.row(rows.columns(), slot, change);
  }

  /// Writes the rows; called between steps.
  void save(StateOutput out) {
    SavedRows.saveChanged(
        lanes,
        rows,
        saved,
        out,
        (part, from, count) -> {
          out.putSigned(weights, 1, 0, part, from, count);
          if (isWatched()) {
            out.putSigned(matches, 1, 0, part, from, count);
          }
          if (lifetimes != null) {
            lifetimes.save(out, part, from, count);
          }
        });
  }

  private Vector[] keysOf(Vector[] columns) {
    return Arrays.stream(keys).mapToObj(key -> columns[key]).toArray(Vector[]::new);
  }

  /// Adds the rows that [#save] has written, as rows that have been put out already.
  ///
  /// @param range the groups of keys whose rows belong here
  void restore(StateInput in, KeyRange range) {
    SavedRows.Reader reader =
        (columns, count) -> {
          long[] hashes = new long[count];
          if (keys.length > 0) {
            range.hash(keysOf(columns), count, hashes);
          }
          int[] slots = new int[count];
          for (int i = 0; i < count; i++) {
            long weight = in.getSigned();
            if (weight == 0) {
              throw in.damaged("a row that is there 0 times");
            }
            if (keys.length == 0 ? !range.holdsUnkeyed() : !range.holds(hashes[i])) {
              slots[i] = KeyChains.NONE;
              continue;
            }
            slots[i] = rows.place(columns, i);
            begin(slots[i], keyHash(columns, i));
            weights[slots[i]] = weight;
          }
          if (isWatched()) {
            for (int slot : slots) {
              long before = in.getSigned();
              if (slot != KeyChains.NONE) {
                matches[slot] = before;
                shown[slot] = target(slot);
              }
            }
          }
          if (lifetimes != null) {
            for (int slot : slots) {
              long time = Lifetimes.restore(in);
              if (slot != KeyChains.NONE) {
                lifetimes.touch(slot, time);
              }
            }
          }
        };
    if (in.version() < PARTS_VERSION) {
      SavedRows.restore(lanes, in, reader);
    } else {
      SavedRows.restoreChanged(lanes, in, reader);
    }
  }

  @Override
  public long memoryBytes() {
    return rows.memoryBytes()
        + chains.memoryBytes()
        + saved.memoryBytes()
        + 8L * (weights.length + matches.length + shown.length)
        + (lifetimes == null ? 0 : lifetimes.memoryBytes())
        + touched.memoryBytes();
  }
}
