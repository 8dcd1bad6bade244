package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.MemorySized;
import io.velostream.operators.Output;
import io.velostream.operators.rows.SlotList;
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
  private static final int NONE = SessionLists.NONE;

  private final Grouping grouping;
  private final long gap;
  private final GroupTable keys;
  private final AccumulatorSet state;
  private final ChangeLog changes;
  private final SessionLists sessions = new SessionLists();

  /// Slots of sessions that were joined to others in this step.
  private final SlotList dead = new SlotList();

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
    this.changes = new ChangeLog(grouping, rows);
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
    sessions.reserveKeys(keys.limit());
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

  private int place(Batch batch, int key, long time, long watermark, int row) {
    long end = time + gap;
    int target = NONE;
    boolean joins = false;
    for (int s = sessions.first(key); s != NONE; s = sessions.next(s)) {
      if (sessions.meets(s, time, end)) {
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
    sessions.widen(target, time, end);
    return target;
  }

  private int open(int key, long start, long end, long arrival) {
    int session = sessions.open(key, start, end, arrival);
    state.reserve(sessions.limit());
    touch(session);
    return session;
  }

  private void touch(int session) {
    one[0] = session;
    changes.touch(this, one, 1);
  }

  private void joinInto(int target, int key, long time, long end) {
    int s = sessions.first(key);
    while (s != NONE) {
      int after = sessions.next(s);
      if (s != target && sessions.meets(s, time, end)) {
        touch(s);
        state.merge(state, s, target);
        sessions.widenOver(target, s);
        state.clear(s);
        sessions.remove(s);
        dead.add(s);
      }
      s = after;
    }
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
      // Marked, so that a key of several late rows is removed once.
      if (sessions.markIdle(key)) {
        removeKey(key);
      }
    }
    for (int k = 0; k < count; k++) {
      sessions.unmark(keySlots[k]);
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
    for (int i = 0; i < dead.size(); i++) {
      sessions.giveBack(dead.get(i));
    }
    dead.clear();
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

  /// Forgets the sessions that end at `watermark` or before; publishes them before, when asked to,
  /// in order of end, start and first row.
  public void close(long watermark, boolean publish, Output output) {
    int count = sessions.close(watermark);
    int[] closed = sessions.closed(count);
    if (publish && count > 0) {
      grouping.publisher().add(this, closed, count, output);
      grouping.flush(output);
    }
    for (int i = 0; i < count; i++) {
      int session = closed[i];
      state.clear(session);
      sessions.remove(session);
      sessions.giveBack(session);
      int key = sessions.key(session);
      if (sessions.first(key) == NONE) {
        removeKey(key);
      }
    }
  }

  /// Writes all sessions, those of each key in the order of its list; between steps.
  public void save(StateOutput out) {
    SavedKeys.save(keys, out, (slots, from, count) -> saveOf(out, slots, from, count));
  }

  private void saveOf(StateOutput out, int[] keySlots, int from, int count) {
    int[] saved = new int[count];
    int n = 0;
    for (int i = from; i < from + count; i++) {
      int before = n;
      for (int s = sessions.first(keySlots[i]); s != NONE; s = sessions.next(s)) {
        if (n == saved.length) {
          saved = Arrays.copyOf(saved, n * 2);
        }
        saved[n++] = s;
      }
      out.putVarint(n - before);
    }
    sessions.save(out, saved, n);
    state.save(out, saved, 0, n);
  }

  /// Adds the sessions that [#save] has written and whose keys are in the range.
  public void restore(StateInput in, KeyRange range) {
    SavedKeys.restore(
        keys, in, range, (slots, count, _) -> restoreOf(in, slots, count, range.holdsUnkeyed()));
  }

  private void restoreOf(StateInput in, int[] keySlots, int count, boolean unkeyed) {
    sessions.reserveKeys(keys.limit());
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
    int first = sessions.limit();
    int[] slots = new int[all];
    int at = 0;
    int next = first;
    int dropped = first + kept;
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < sizes[i]; k++) {
        slots[at++] = keyOfPlace[i] == NONE ? dropped++ : next++;
      }
    }
    sessions.restore(in, slots, all);
    state.reserve(sessions.limit());
    state.restore(in, slots, 0, all);
    for (int i = count - 1; i >= 0; i--) {
      for (int k = 0; k < sizes[i]; k++) {
        at--;
        if (keyOfPlace[i] == NONE) {
          state.clear(slots[at]);
        } else {
          sessions.restored(slots[at], keyOfPlace[i]);
        }
      }
    }
    sessions.cutTo(first + kept);
  }

  /// Number of sessions.
  public int size() {
    return sessions.size();
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
      keyBuffer[i] = sessions.key(slots[from + i]);
    }
    out.writeKeys(keys, keyBuffer, 0, count, at);
  }

  @Override
  void writeWindows(OutputRows out, int[] slots, int from, int count, int at) {
    for (int i = 0; i < count; i++) {
      int session = slots[from + i];
      out.writeWindow(sessions.start(session), sessions.end(session), at + i, 1);
    }
  }

  @Override
  public long memoryBytes() {
    return keys.memoryBytes()
        + state.memoryBytes()
        + changes.memoryBytes()
        + sessions.memoryBytes();
  }
}
