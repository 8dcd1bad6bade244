package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.MemorySized;
import io.velostream.operators.Output;
import io.velostream.state.GroupTable;
import io.velostream.state.SavedKeys;
import io.velostream.state.SlotRows;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Sessions: groups whose windows follow their rows. A key has any number of sessions; a row
/// extends the one that it is less than the gap away from, joins two that it lies between, or opens
/// one.
///
/// A session has a slot in the state and a place in the list of its key. A session that was joined
/// to another one keeps its slot until the end of the step, so that its old row can be retracted.
public final class SessionGroups extends GroupSource implements MemorySized {
  private static final int NONE = -1;

  private final Grouping grouping;
  private final long gap;
  private final GroupTable keys;
  private final AccumulatorSet state;
  private final ChangeLog changes;
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
  private int[] dead = new int[0];
  private int deadCount;
  private int limit;
  private int size;
  private int[] keySlots = new int[0];
  private int[] keyBuffer = new int[0];
  private int[] pendingRows = new int[0];
  private int[] pendingSlots = new int[0];
  private int pending;
  private final int[] one = new int[1];

  /// @param grouping of an aggregation in any order, windowed, that publishes changes
  /// @param gap how far a row's session reaches beyond it, microseconds
  public SessionGroups(Grouping grouping, long gap) {
    this.grouping = grouping;
    this.gap = gap;
    this.keys = new GroupTable(grouping.encoder(), grouping.scratch(), 18);
    SlotRows rows = new SlotRows();
    this.changes = new ChangeLog(grouping, rows, true);
    this.state = new AccumulatorSet(grouping.layout(), rows);
  }

  /// Adds rows of the batch that [Grouping#beginBatch] was called for.
  ///
  /// @param times event times by row index
  /// @param rows indexes of the rows, or `null` for the rows from 0 on
  /// @param late takes the index of each row whose session had ended
  public void add(
      Batch batch,
      long[] times,
      int @Nullable [] rows,
      int count,
      long watermark,
      IntConsumer late) {
    reserveRows(count);
    keys.resolve(grouping.keyColumns(), rows, count, null, keySlots);
    reserveKeys();
    boolean anyLate = false;
    for (int k = 0; k < count; k++) {
      int row = rows == null ? k : rows[k];
      int session = place(batch, keySlots[k], times[row], watermark, row);
      if (session == NONE) {
        late.accept(row);
        anyLate = true;
      } else {
        pendingRows[pending] = row;
        pendingSlots[pending++] = session;
      }
    }
    accumulate(batch);
    if (anyLate) {
      dropIdleKeys(count);
    }
  }

  private void reserveRows(int count) {
    if (keySlots.length < count) {
      keySlots = new int[count];
      pendingRows = new int[count];
      pendingSlots = new int[count];
    }
  }

  private void reserveKeys() {
    int old = heads.length;
    if (keys.limit() > old) {
      heads = Arrays.copyOf(heads, Math.max(keys.limit(), Math.max(64, old * 2)));
      Arrays.fill(heads, old, heads.length, NONE);
    }
  }

  private int place(Batch batch, int key, long time, long watermark, int row) {
    long end = time + gap;
    int target = NONE;
    boolean joins = false;
    for (int s = heads[key]; s != NONE; s = next[s]) {
      if (starts[s] < end && time < ends[s]) {
        joins |= target != NONE;
        target = s;
      }
    }
    long arrival = grouping.arrival(row);
    if (target == NONE) {
      return end <= watermark ? NONE : open(key, time, end, arrival);
    }
    touch(target);
    if (joins) {
      // What is pending may belong to the sessions that are about to be joined.
      accumulate(batch);
      joinInto(target, key, time, end);
    }
    starts[target] = Math.min(starts[target], time);
    ends[target] = Math.max(ends[target], end);
    return target;
  }

  private int open(int key, long start, long end, long arrival) {
    int session = freeCount > 0 ? free[--freeCount] : limit++;
    reserveSessions();
    state.reserve(limit);
    touch(session);
    starts[session] = start;
    ends[session] = end;
    arrivals[session] = arrival;
    enter(session, key);
    return session;
  }

  private void touch(int session) {
    one[0] = session;
    changes.touch(this, one, 1);
  }

  private void joinInto(int target, int key, long time, long end) {
    int s = heads[key];
    while (s != NONE) {
      int after = next[s];
      if (s != target && starts[s] < end && time < ends[s]) {
        touch(s);
        state.merge(state, s, target);
        starts[target] = Math.min(starts[target], starts[s]);
        ends[target] = Math.max(ends[target], ends[s]);
        arrivals[target] = Math.min(arrivals[target], arrivals[s]);
        retire(s);
      }
      s = after;
    }
  }

  private void retire(int session) {
    state.clear(session);
    unlink(session);
    generations[session]++;
    size--;
    if (deadCount == dead.length) {
      dead = Arrays.copyOf(dead, Math.max(16, deadCount * 2));
    }
    dead[deadCount++] = session;
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

  private void accumulate(Batch batch) {
    if (pending > 0) {
      GroupedRows in = grouping.rows(pendingRows, pending);
      System.arraycopy(pendingSlots, 0, in.slots, 0, pending);
      state.add(batch, in, grouping.pickers());
      pending = 0;
    }
  }

  private void dropIdleKeys(int count) {
    for (int k = 0; k < count; k++) {
      int key = keySlots[k];
      if (heads[key] == NONE) {
        // Marked, so that a key of several late rows is removed once.
        heads[key] = NONE - 1;
        removeKey(key);
      }
    }
    for (int k = 0; k < count; k++) {
      heads[keySlots[k]] = Math.max(heads[keySlots[k]], NONE);
    }
  }

  private void removeKey(int key) {
    if (grouping.hasKeys()) {
      keys.remove(key);
    }
  }

  /// Publishes the sessions that the step changed: their changes, or their rows as they are now.
  public void endStep(boolean snapshot, Output output) {
    if (snapshot) {
      publishTouched(output);
    } else if (grouping.emission() == Emission.CHANGES) {
      changes.publish(this, false, grouping.publisher(), output);
    }
    changes.clear();
    for (int i = 0; i < deadCount; i++) {
      release(dead[i]);
    }
    deadCount = 0;
    grouping.endStep();
  }

  private void publishTouched(Output output) {
    int[] slots = grouping.live(changes.size());
    int n = 0;
    for (int i = 0; i < changes.size(); i++) {
      int slot = changes.slots()[i];
      if (exists(slot)) {
        slots[n++] = slot;
      }
    }
    grouping.publisher().add(this, slots, n, output);
    grouping.flush(output);
  }

  private void release(int session) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, Math.max(16, freeCount * 2));
    }
    free[freeCount++] = session;
  }

  /// Forgets the sessions that end at `watermark` or before; publishes them before, when asked to,
  /// in order of end, start and first row.
  public void close(long watermark, boolean publish, Output output) {
    int count = queue.closed(watermark, ends, generations);
    int[] closed = queue.sorted(count, starts, ends, arrivals);
    if (publish && count > 0) {
      grouping.publisher().add(this, closed, count, output);
      grouping.flush(output);
    }
    for (int i = 0; i < count; i++) {
      int session = closed[i];
      state.clear(session);
      unlink(session);
      generations[session]++;
      size--;
      release(session);
      if (heads[keyOf[session]] == NONE) {
        removeKey(keyOf[session]);
      }
    }
  }

  /// Writes all sessions, those of each key in the order of its list; between steps.
  public void save(StateOutput out) {
    SavedKeys.save(keys, out, (slots, from, count) -> saveOf(out, slots, from, count));
  }

  private void saveOf(StateOutput out, int[] keySlots, int from, int count) {
    int[] sessions = new int[count];
    int n = 0;
    for (int i = from; i < from + count; i++) {
      int before = n;
      for (int s = heads[keySlots[i]]; s != NONE; s = next[s]) {
        if (n == sessions.length) {
          sessions = Arrays.copyOf(sessions, n * 2);
        }
        sessions[n++] = s;
      }
      out.putVarint(n - before);
    }
    out.putLongs(starts, sessions, 0, n);
    out.putLongs(ends, sessions, 0, n);
    out.putLongs(arrivals, sessions, 0, n);
    state.save(out, sessions, 0, n);
  }

  /// Adds the sessions that [#save] has written and whose keys are in the range.
  public void restore(StateInput in, KeyRange range) {
    SavedKeys.restore(
        keys, in, range, (slots, count, _) -> restoreOf(in, slots, count, range.holdsUnkeyed()));
  }

  private void restoreOf(StateInput in, int[] keySlots, int count, boolean unkeyed) {
    reserveKeys();
    int[] keyOfPlace = new int[count];
    int[] sizes = new int[count];
    int all = 0;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      sizes[i] = in.getCount(1);
      if (sizes[i] > in.remaining() - all) {
        throw in.damaged(sizes[i] + " sessions");
      }
      all += sizes[i];
      boolean known = keySlots[i] < keys.limit();
      keyOfPlace[i] = known ? keySlots[i] : !grouping.hasKeys() && unkeyed ? 0 : NONE;
      kept += keyOfPlace[i] == NONE ? 0 : sizes[i];
    }
    int first = limit;
    limit += all;
    reserveSessions();
    state.reserve(limit);
    int[] sessions = new int[all];
    int at = 0;
    int next = first;
    int dropped = first + kept;
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < sizes[i]; k++) {
        sessions[at++] = keyOfPlace[i] == NONE ? dropped++ : next++;
      }
    }
    in.getLongs(starts, sessions, 0, all);
    in.getLongs(ends, sessions, 0, all);
    in.getLongs(arrivals, sessions, 0, all);
    state.restore(in, sessions, 0, all);
    for (int i = count - 1; i >= 0; i--) {
      for (int k = 0; k < sizes[i]; k++) {
        at--;
        if (keyOfPlace[i] == NONE) {
          state.clear(sessions[at]);
        } else {
          enter(sessions[at], keyOfPlace[i]);
        }
      }
    }
    limit = first + kept;
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

  /// Number of sessions.
  public int size() {
    return size;
  }

  private void reserveSessions() {
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

  @Override
  AccumulatorSet state() {
    return state;
  }

  @Override
  boolean exists(int slot) {
    return state.rowCounts().get(slot) > 0;
  }

  @Override
  boolean agreesWith(OutputRows out) {
    return out.agreesWith(keys);
  }

  /// A session that another is merged into changes.
  @Override
  boolean writesKeysEarly() {
    return false;
  }

  @Override
  void writeKeys(OutputRows out, int[] slots, int from, int count, int at) {
    if (keyBuffer.length < count) {
      keyBuffer = new int[Math.max(count, keyBuffer.length * 2)];
    }
    for (int i = 0; i < count; i++) {
      keyBuffer[i] = keyOf[slots[from + i]];
    }
    out.writeKeys(keys, keyBuffer, 0, count, at);
  }

  @Override
  void writeWindows(OutputRows out, int[] slots, int from, int count, int at) {
    for (int i = 0; i < count; i++) {
      out.writeWindow(starts[slots[from + i]], ends[slots[from + i]], at + i, 1);
    }
  }

  @Override
  public long memoryBytes() {
    return keys.memoryBytes()
        + state.memoryBytes()
        + changes.memoryBytes()
        + queue.memoryBytes()
        + 40L * starts.length;
  }
}
