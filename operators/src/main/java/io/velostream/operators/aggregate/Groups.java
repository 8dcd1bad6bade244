package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.MemorySized;
import io.velostream.operators.Output;
import io.velostream.operators.expiry.Lifetimes;
import io.velostream.state.GroupTable;
import io.velostream.state.SavedKeys;
import io.velostream.state.SavedSlots;
import io.velostream.state.SlotField;
import io.velostream.state.SlotRows;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A set of groups with their state: all groups of an operator, or those of one window.
public final class Groups extends GroupSource implements MemorySized {
  /// Where groups are many, rows are taken in parts whose groups stay in the nearer caches from one
  /// pass over them to the next.
  private static final int CHUNK = 512;

  private final Grouping grouping;
  private final GroupTable table;
  private final AccumulatorSet state;
  private final ChangeLog changes;
  private final SavedSlots saved = new SavedSlots();
  private final boolean permanent;
  private long start;
  private long end;
  private boolean published;
  private boolean dirty;
  private boolean onlyGrew = true;

  /// Rows of the batch at hand that belong here; for whoever parts a batch by window.
  int share;

  /// What it held when it went to the pool; the pool's.
  long pooledBytes;

  /// When groups had their last rows, where that matters.
  private @Nullable Lifetimes lifetimes;

  private int stoppedAt = -1;
  private final int[] one = new int[1];

  /// @param rows of which the table has a field
  Groups(Grouping grouping, GroupTable table, SlotRows rows) {
    this.grouping = grouping;
    this.table = table;
    this.changes = new ChangeLog(grouping, rows);
    this.state = new AccumulatorSet(grouping.layout(), rows);
    this.permanent = !grouping.hasKeys() && !grouping.windowed();
  }

  /// Says which window the groups stand for from now on.
  public void setWindow(long windowStart, long windowEnd) {
    start = windowStart;
    end = windowEnd;
  }

  /// Start of the window.
  public long start() {
    return start;
  }

  /// End of the window: the groups are complete when the watermark reaches it.
  public long end() {
    return end;
  }

  /// Number of groups.
  public int size() {
    return table.size();
  }

  /// Whether the current step has touched a group.
  public boolean isDirty() {
    return dirty;
  }

  /// Adds rows of the batch that [Grouping#beginBatch] was called for.
  ///
  /// @param rows their indexes, or `null` for the rows from 0 on
  public void add(Batch batch, int @Nullable [] rows, int count) {
    int from = 0;
    while (from < count) {
      int n = table.limit() > SlotRows.FEW_SLOTS ? Math.min(CHUNK, count - from) : count - from;
      addPart(batch, part(rows, from, n), n);
      from += n;
    }
  }

  /// The rows at `from … from + count - 1` of a list.
  private int @Nullable [] part(int @Nullable [] rows, int from, int count) {
    if (from == 0) {
      return rows;
    }
    int[] part = grouping.positions(count);
    for (int i = 0; i < count; i++) {
      part[i] = rows == null ? from + i : rows[from + i];
    }
    return part;
  }

  private void addPart(Batch batch, int @Nullable [] rows, int count) {
    addResolved(batch, resolve(rows, count), count);
  }

  private void addResolved(Batch batch, GroupedRows in, int count) {
    if (grouping.tracksTouched()) {
      changes.touch(this, in.slots, count);
    }
    dirty |= count > 0;
    onlyGrew &= in.weights == null;
    state.add(batch, in, grouping.pickers());
  }

  /// From now on rows are added by [#addLiving] only.
  void expireBy(Lifetimes times) {
    lifetimes = times;
  }

  /// Adds the live rows from the place `from` on, before the place `to`, up to the first one whose
  /// group is over, or which takes a row away from a group that is not there; [#stoppedAt] tells
  /// its slot.
  ///
  /// @param times of the rows, by place
  /// @return the place of the first row that was not added
  int addLiving(Batch batch, int from, int to, long[] times) {
    Lifetimes known = Objects.requireNonNull(lifetimes);
    stoppedAt = -1;
    int at = from;
    while (at < to && stoppedAt < 0) {
      int n = Math.min(CHUNK, to - at);
      int[] part = grouping.positions(n);
      for (int i = 0; i < n; i++) {
        part[i] = batch.rowAt(at + i);
      }
      GroupedRows in = resolve(part, n);
      int living = 0;
      while (living < n && stoppedAt < 0) {
        int slot = in.slots[living];
        long time = times[at + living];
        if (known.isOver(slot, time) || (!known.knows(slot) && batch.weightAt(part[living]) < 0)) {
          stoppedAt = slot;
        } else {
          known.touch(slot, time);
          living++;
        }
      }
      if (living > 0) {
        addResolved(batch, living < n ? resolve(part, living) : in, living);
      }
      at += living;
    }
    return at;
  }

  /// The group that has stopped [#addLiving], or -1.
  int stoppedAt() {
    return stoppedAt;
  }

  /// Forgets a group without putting it out; not while changes of it are still to be published.
  void drop(int slot) {
    one[0] = slot;
    saved.touch(one, 1, table.limit());
    free(slot);
  }

  private void free(int slot) {
    state.clear(slot);
    table.remove(slot);
    if (lifetimes != null) {
      lifetimes.forget(slot);
    }
  }

  private GroupedRows resolve(int @Nullable [] rows, int count) {
    GroupedRows in = grouping.rows(rows, count);
    table.resolve(grouping.keyColumns(), rows, count, null, in.slots);
    state.reserve(table.limit());
    saved.touch(in.slots, count, table.limit());
    return in;
  }

  /// Adds rows, each as a step of its own, and publishes what each changes.
  public void addEach(Batch batch, int @Nullable [] rows, int count, Output output) {
    for (int from = 0; from < count; from += Publisher.PAIRS) {
      int n = Math.min(Publisher.PAIRS, count - from);
      addPairs(batch, part(rows, from, n), n, output);
    }
  }

  private void addPairs(Batch batch, int @Nullable [] rows, int count, Output output) {
    GroupedRows in = resolve(rows, count);
    if (grouping.retracts()) {
      changes.touch(this, in.slots, count);
    }
    dirty |= count > 0;
    AccumulatorSet trace = grouping.trace(state);
    state.addEach(batch, in, grouping.pickers(), trace);
    if (grouping.retracts()) {
      requireValid(trace.rowCounts(), count);
    }
    boolean allChange = in.weights == null && grouping.layout().everyRowChanges();
    grouping
        .publisher()
        .each(this, trace, in.slots, count, allChange, permanent, published, output);
    published = true;
  }

  private void requireValid(SlotField counts, int count) {
    for (int i = 0; i < count; i++) {
      if (counts.get(2 * i + 1) < 0) {
        throw ChangeLog.unknownRow();
      }
    }
    if (state.anyNegative()) {
      throw ChangeLog.unknownRow();
    }
  }

  /// Makes the one group of an operator without keys, and has its row published in this step.
  void openPermanent() {
    if (permanent && !published) {
      GroupedRows in = grouping.rows(null, 1);
      table.resolve(grouping.keyColumns(), null, 1, null, in.slots);
      state.reserve(1);
      saved.touch(in.slots, 1, table.limit());
      if (grouping.tracksTouched()) {
        changes.touch(this, in.slots, 1);
      }
      dirty = true;
    }
  }

  /// Publishes the changes of the step where this is due, and forgets groups without rows.
  public void endStep(Output output) {
    if (grouping.retracts()) {
      changes.requireValid(this);
    }
    switch (grouping.emission()) {
      case CHANGES -> {
        boolean allChange = onlyGrew && grouping.layout().everyRowChanges();
        changes.publish(this, allChange, grouping.publisher(), output);
      }
      case WINDOW_SNAPSHOT -> {
        if (dirty) {
          publishAll(output);
          grouping.flush(output);
        }
      }
      case CHANGES_PER_RECORD -> publishFirst(output);
      case WINDOW_SNAPSHOT_PER_RECORD, FINAL -> {}
    }
    published |= dirty;
    removeEmpty();
    changes.clear();
    dirty = false;
    onlyGrew = true;
  }

  private void publishFirst(Output output) {
    if (permanent && !published) {
      publishAll(output);
      grouping.flush(output);
    }
  }

  private void removeEmpty() {
    if (!grouping.retracts() || permanent) {
      return;
    }
    SlotField counts = state.rowCounts();
    int[] slots = changes.slots();
    for (int i = 0; i < changes.size(); i++) {
      int slot = slots[i];
      if (counts.get(slot) == 0) {
        if (grouping.hasKeys()) {
          free(slot);
        } else {
          state.clear(slot);
        }
      }
    }
  }

  /// Whether these are the only groups of an operator without keys and windows.
  boolean isPermanent() {
    return permanent;
  }

  /// Whether there is no group with rows.
  public boolean isEmpty() {
    return table.size() == 0 || (!grouping.hasKeys() && state.rowCounts().get(0) == 0);
  }

  /// Adds all groups as insertions to the pending output, in order of their first appearance.
  public void publishAll(Output output) {
    int count = findLive();
    grouping.publisher().add(this, grouping.live(count), count, output);
  }

  /// @return how many slots are live; they are in [Grouping#live]
  private int findLive() {
    int count = 0;
    int limit = table.limit();
    int[] slots = grouping.live(limit);
    for (int slot = 0; slot < limit; slot++) {
      if (exists(slot)) {
        slots[count++] = slot;
      }
    }
    return count;
  }

  /// Hands over all groups to the second half of the aggregate.
  void handOver(PartialOutput output) {
    int count = findLive();
    grouping
        .publisher()
        .handOver(
            this,
            grouping.live(count),
            count,
            grouping.keyColumns().length,
            grouping.windowed(),
            output);
  }

  /// Takes groups that a first half has handed over, whose keys [Grouping#beginPartials] was called
  /// for.
  void take(int[] rows, int count, PartialState states) {
    GroupedRows in = resolve(rows, count);
    if (grouping.tracksTouched()) {
      changes.touch(this, in.slots, count);
    }
    dirty |= count > 0;
    state.mergeAll(states.state(), rows, in.slots, count);
  }

  /// Adds all rows of other groups of the same grouping to the groups of the same keys here.
  public void merge(Groups from) {
    int count = 0;
    int limit = from.table.limit();
    int[] fromSlots = grouping.live(limit);
    for (int slot = 0; slot < limit; slot++) {
      if (from.state.rowCounts().get(slot) != 0) {
        fromSlots[count++] = slot;
      }
    }
    int[] slots = grouping.merged(count);
    table.resolveFrom(from.table, fromSlots, count, slots);
    state.reserve(table.limit());
    saved.touch(slots, count, table.limit());
    state.mergeAll(from.state, fromSlots, slots, count);
  }

  /// Writes all groups; between steps.
  public void save(StateOutput out) {
    out.putBoolean(published);
    Lifetimes times = lifetimes;
    SavedKeys.save(
        table,
        saved,
        out,
        (slots, from, count) -> {
          state.save(out, slots, from, count);
          if (times != null) {
            times.save(out, slots, from, count);
          }
        });
  }

  /// Adds the groups that [#save] has written and whose keys are in the range.
  public void restore(StateInput in, KeyRange keys) {
    boolean wasPublished = in.getBoolean();
    published |= wasPublished && (grouping.hasKeys() || keys.holdsUnkeyed());
    Lifetimes times = lifetimes;
    SavedKeys.restore(
        table,
        in,
        keys,
        (slots, count, limit) -> {
          state.reserve(limit);
          state.restore(in, slots, 0, count);
          for (int i = 0; i < count; i++) {
            if (times != null) {
              long time = Lifetimes.restore(in);
              if (slots[i] < table.limit()) {
                times.touch(slots[i], time);
              }
            }
            if (slots[i] >= table.limit()) {
              if (!grouping.hasKeys() && keys.holdsUnkeyed()) {
                // Several pipelines had a part of the one group.
                state.merge(state, slots[i], 0);
              }
              state.clear(slots[i]);
            }
          }
        });
    // A table that had only holes has no part, and yet a limit.
    state.reserve(table.limit());
  }

  /// Whether the groups have far more room than they needed lately.
  boolean isRoomy() {
    return table.isRoomy();
  }

  void clear() {
    int limit = table.limit();
    table.clear();
    state.clearAll(limit);
    changes.clear();
    saved.clear();
    published = false;
    dirty = false;
    onlyGrew = true;
  }

  @Override
  AccumulatorSet state() {
    return state;
  }

  @Override
  boolean exists(int slot) {
    return permanent ? published || dirty : state.rowCounts().get(slot) > 0;
  }

  @Override
  boolean agreesWith(OutputRows out) {
    return out.agreesWith(table);
  }

  @Override
  void writeKeys(OutputRows out, int[] slots, int from, int count, int at) {
    out.writeKeys(table, slots, from, count, at);
  }

  @Override
  boolean writesKeysEarly() {
    return table.codes() == null;
  }

  @Override
  void writeWindows(OutputRows out, int[] slots, int from, int count, int at) {
    out.writeWindow(start, end, at, count);
  }

  @Override
  public long memoryBytes() {
    return table.memoryBytes() + state.memoryBytes() + changes.memoryBytes() + saved.memoryBytes();
  }
}
