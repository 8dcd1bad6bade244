package io.velostream.operators.aggregate;

import io.velostream.columnar.MemorySized;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// The sessions of each key as a list, the latest that was opened first, with their windows and the
/// arrivals of their first rows.
///
/// A session has a slot from when it is opened until that is given back, which may be later than
/// when it leaves the list of its key.
final class SessionLists implements MemorySized {
  /// No session.
  static final int NONE = -1;

  private static final int MARKED = NONE - 1;

  private final SessionQueue queue = new SessionQueue();
  private int[] heads = new int[0];
  private long[] starts = new long[0];
  private long[] ends = new long[0];
  private long[] arrivals = new long[0];
  private int[] keyOf = new int[0];
  private int[] next = new int[0];
  private int[] generations = new int[0];
  private int[] free = new int[0];
  private int freeCount;
  private int limit;
  private int size;

  /// Makes room for the keys below `keys`.
  void reserveKeys(int keys) {
    int old = heads.length;
    if (keys > old) {
      heads = Arrays.copyOf(heads, Math.max(keys, Math.max(64, old * 2)));
      Arrays.fill(heads, old, heads.length, NONE);
    }
  }

  /// The first session of a key, or [#NONE].
  int first(int key) {
    return heads[key];
  }

  /// The session behind one of the same key, or [#NONE].
  int next(int session) {
    return next[session];
  }

  int key(int session) {
    return keyOf[session];
  }

  long start(int session) {
    return starts[session];
  }

  long end(int session) {
    return ends[session];
  }

  /// Whether a session has a part of a time.
  boolean meets(int session, long start, long end) {
    return starts[session] < end && start < ends[session];
  }

  /// Number of sessions that are in lists.
  int size() {
    return size;
  }

  /// All slots are below it.
  int limit() {
    return limit;
  }

  /// Opens a session of a key.
  ///
  /// @param arrival of its first row
  int open(int key, long start, long end, long arrival) {
    int session = freeCount > 0 ? free[--freeCount] : limit++;
    reserve();
    starts[session] = start;
    ends[session] = end;
    arrivals[session] = arrival;
    enter(session, key);
    return session;
  }

  private void reserve() {
    if (limit > starts.length) {
      int length = Math.max(limit, Math.max(64, starts.length * 2));
      starts = Arrays.copyOf(starts, length);
      ends = Arrays.copyOf(ends, length);
      arrivals = Arrays.copyOf(arrivals, length);
      keyOf = Arrays.copyOf(keyOf, length);
      next = Arrays.copyOf(next, length);
      generations = Arrays.copyOf(generations, length);
    }
  }

  /// Puts a session at the head of its key's list.
  private void enter(int session, int key) {
    keyOf[session] = key;
    next[session] = heads[key];
    heads[key] = session;
    generations[session]++;
    queue.add(ends[session], session, generations[session]);
    size++;
  }

  /// Has a session reach over a time too.
  void widen(int session, long start, long end) {
    starts[session] = Math.min(starts[session], start);
    ends[session] = Math.max(ends[session], end);
  }

  /// Has a session reach over another one too, as if its first row were its own.
  void widenOver(int session, int other) {
    widen(session, starts[other], ends[other]);
    arrivals[session] = Math.min(arrivals[session], arrivals[other]);
  }

  /// Takes a session out of the list of its key.
  void remove(int session) {
    unlink(session);
    generations[session]++;
    size--;
  }

  private void unlink(int session) {
    int key = keyOf[session];
    if (heads[key] == session) {
      heads[key] = next[session];
      return;
    }
    int before = heads[key];
    while (next[before] != session) {
      before = next[before];
    }
    next[before] = next[session];
  }

  /// Marks a key that has no session; whether it has none and was not marked. Marks are to be taken
  /// away before anything else is asked or done.
  boolean markIdle(int key) {
    boolean idle = heads[key] == NONE;
    if (idle) {
      heads[key] = MARKED;
    }
    return idle;
  }

  /// Takes a mark away, if there is one.
  void unmark(int key) {
    heads[key] = Math.max(heads[key], NONE);
  }

  /// Gives back the slot of a session that was removed.
  void giveBack(int session) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, Math.max(16, freeCount * 2));
    }
    free[freeCount++] = session;
  }

  /// How many sessions end at `watermark` or before; [#closed] are these.
  int close(long watermark) {
    return queue.closed(watermark, ends, generations);
  }

  /// The `count` sessions that [#close] has found, in order of end, start and first row. They are
  /// still in their lists.
  int[] closed(int count) {
    return queue.sorted(count, starts, ends, arrivals);
  }

  /// Writes windows and arrivals.
  void save(StateOutput out, int[] sessions, int count) {
    out.putLongs(starts, sessions, 0, count);
    out.putLongs(ends, sessions, 0, count);
    out.putLongs(arrivals, sessions, 0, count);
  }

  /// Reads the windows and arrivals of `count` new sessions.
  ///
  /// @param sessions the slots from [#limit()] on, in some order
  void restore(StateInput in, int[] sessions, int count) {
    limit += count;
    reserve();
    in.getLongs(starts, sessions, 0, count);
    in.getLongs(ends, sessions, 0, count);
    in.getLongs(arrivals, sessions, 0, count);
  }

  /// Puts a session that was restored into the list of its key.
  void restored(int session, int key) {
    enter(session, key);
  }

  /// Gives back the slots from `newLimit` on, of sessions that were restored and are not wanted.
  void cutTo(int newLimit) {
    limit = newLimit;
  }

  @Override
  public long memoryBytes() {
    return queue.memoryBytes() + 40L * starts.length;
  }
}
