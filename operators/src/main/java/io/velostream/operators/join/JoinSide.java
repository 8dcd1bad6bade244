package io.velostream.operators.join;

import io.velostream.columnar.Hashing;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.Cells;
import io.velostream.operators.rows.KeptRows;
import io.velostream.operators.rows.SavedRows;
import io.velostream.operators.rows.TimeHeap;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// What a join keeps of one input: its rows with their weights, by the hash of their keys, and, if
/// rows of it are put out by themselves, how many matches each of them has.
///
/// In the midst of a step a weight can be 0, or below: what takes a row back may come first.
final class JoinSide implements MemorySized {
  private static final int INITIAL = 64;

  private final List<Lane> lanes;
  private final int[] keys;
  private final boolean[] nullsMatch;
  private final JoinKind.Alone alone;
  private final KeptRows rows;
  private final KeyChains chains = new KeyChains();
  private long[] weights = new long[INITIAL];

  /// By slot: the weights of all rows of the other input that match. Of a watched side.
  private long[] matches = new long[INITIAL];

  /// By slot: how many times the row has been put out by itself. Of a watched side.
  private long[] shown = new long[INITIAL];

  /// The column by whose time rows are let go, or -1.
  private final int timeColumn;

  /// Times of the rows; entries of rows that are gone are stale and skipped.
  private final TimeHeap due = new TimeHeap();

  private boolean[] isTouched = new boolean[INITIAL];
  private int[] touched = new int[INITIAL];
  private int touchedCount;

  /// @param keys of the columns that must be equal
  /// @param nullsMatch for each of them whether NULL equals NULL
  /// @param time the column by whose time rows are let go, if they are
  JoinSide(
      List<Lane> lanes,
      int[] keys,
      boolean[] nullsMatch,
      JoinKind.Alone alone,
      boolean retracts,
      OptionalInt time) {
    this.lanes = List.copyOf(lanes);
    this.keys = keys.clone();
    this.nullsMatch = nullsMatch.clone();
    this.alone = alone;
    this.rows = KeptRows.of(lanes, retracts);
    this.timeColumn = time.orElse(-1);
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

  /// Adds a row and returns its slot; [#size()] grows when there was no equal one. Where matches
  /// are not counted, a row whose weight becomes 0 is forgotten at once.
  int add(Vector[] columns, int row, long hash, long weight) {
    int before = rows.size();
    int slot = rows.place(columns, row);
    if (rows.size() > before) {
      begin(slot, hash);
    }
    weights[slot] += weight;
    if (isWatched()) {
      touch(slot);
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
        isTouched = Arrays.copyOf(isTouched, capacity);
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
    touch(slot);
  }

  private void touch(int slot) {
    if (!isTouched[slot]) {
      isTouched[slot] = true;
      if (touchedCount == touched.length) {
        touched = Arrays.copyOf(touched, touchedCount * 2);
      }
      touched[touchedCount++] = slot;
    }
  }

  /// Takes a row that is put out, or taken back, by itself.
  @FunctionalInterface
  interface Shown {
    void row(Vector[] columns, int slot, long change);
  }

  /// At the end of a step: tells which rows are put out by themselves no more, or less often.
  void takeBack(Shown output) {
    for (int i = 0; i < touchedCount; i++) {
      int slot = touched[i];
      if (target(slot) < shown[slot]) {
        show(slot, output);
      }
    }
  }

  /// Ends the step: tells which rows are put out by themselves from now on, and forgets rows that
  /// are gone.
  void settle(Shown output) {
    for (int i = 0; i < touchedCount; i++) {
      int slot = touched[i];
      isTouched[slot] = false;
      if (target(slot) != shown[slot]) {
        show(slot, output);
      }
      if (weights[slot] == 0) {
        remove(slot);
      }
    }
    touchedCount = 0;
  }

  /// Lets all rows go whose time is before a time: those without a match are put out if that is
  /// what rows of this side wait for. Between steps, so that each weight is a number of rows.
  void letGo(long before, Shown output) {
    while (!due.isEmpty() && due.firstTime() < before) {
      long time = due.firstTime();
      int slot = due.removeFirst();
      if (weights[slot] == 0 || time(slot) != time) {
        continue;
      }
      if (alone == JoinKind.Alone.WITHOUT_MATCH && matches[slot] <= 0) {
        output.row(rows.columns(), slot, weights[slot]);
      }
      weights[slot] = 0;
      remove(slot);
    }
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
    int[] slots = rows.liveSlots();
    SavedRows.save(
        lanes,
        rows.columns(),
        slots,
        slots.length,
        out,
        (part, from, count) -> {
          for (int i = from; i < from + count; i++) {
            out.putSigned(weights[part[i]]);
          }
          if (isWatched()) {
            for (int i = from; i < from + count; i++) {
              out.putSigned(matches[part[i]]);
            }
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
    SavedRows.restore(
        lanes,
        in,
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
              long saved = in.getSigned();
              if (slot != KeyChains.NONE) {
                matches[slot] = saved;
                shown[slot] = target(slot);
              }
            }
          }
        });
  }

  @Override
  public long memoryBytes() {
    return rows.memoryBytes()
        + chains.memoryBytes()
        + 8L * (weights.length + matches.length + shown.length)
        + isTouched.length
        + 4L * touched.length;
  }
}
