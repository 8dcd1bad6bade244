package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.operators.Output;
import io.velostream.state.TimeOrdered;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The open windows of an operator in order of their ends, each with its own groups.
///
/// A window opens with its first row, is published as the emission says, and is forgotten when the
/// watermark reaches its end.
public final class OpenWindows {
  private static final Comparator<Groups> BY_END = Comparator.comparingLong(Groups::end);

  /// The end of what is no window.
  private static final long NEVER = Long.MAX_VALUE;

  private final Grouping grouping;
  private final LongUnaryOperator startOf;
  private final TimeOrdered<Groups> open = new TimeOrdered<>();
  private final List<Groups> dirty = new ArrayList<>();
  private final List<Groups> parts = new ArrayList<>();
  private final int[] one = new int[1];
  private Groups[] byRow = new Groups[0];
  private int[] shares = new int[0];
  private int[] sharedRows = new int[0];
  private @Nullable Groups latest;
  private @Nullable Groups permanent;

  /// @param startOf gives the start of the window of an end
  public OpenWindows(Grouping grouping, LongUnaryOperator startOf) {
    this.grouping = grouping;
    this.startOf = startOf;
  }

  /// The groups of the window that ends at `end`, opened when there are none.
  public Groups at(long end) {
    Groups recent = latest;
    if (recent != null && recent.end() == end) {
      return recent;
    }
    Groups groups = open.get(end);
    if (groups == null) {
      groups = grouping.open(startOf.applyAsLong(end), end);
      open.put(end, groups);
    }
    latest = groups;
    return groups;
  }

  /// Adds rows that all belong to the window that ends at `end`.
  public void add(Batch batch, int @Nullable [] rows, int count, long end, Output output) {
    if (count > 0) {
      addTo(at(end), batch, rows, count, output);
    }
  }

  private void addTo(Groups groups, Batch batch, int @Nullable [] rows, int count, Output output) {
    if (!groups.isDirty()) {
      dirty.add(groups);
    }
    switch (grouping.emission()) {
      case CHANGES, WINDOW_SNAPSHOT, FINAL -> groups.add(batch, rows, count);
      case CHANGES_PER_RECORD -> groups.addEach(batch, rows, count, output);
      case WINDOW_SNAPSHOT_PER_RECORD -> {
        for (int k = 0; k < count; k++) {
          one[0] = rows == null ? k : rows[k];
          groups.add(batch, one, 1);
          groups.publishAll(output);
        }
        grouping.flush(output);
      }
    }
  }

  /// Adds rows to the windows that end at `ends[0 .. count - 1]`, given in the order of the rows.
  public void add(Batch batch, int @Nullable [] rows, int count, long[] ends, Output output) {
    switch (grouping.emission()) {
      case CHANGES, WINDOW_SNAPSHOT, FINAL -> addShares(batch, rows, count, ends, output);
      case CHANGES_PER_RECORD, WINDOW_SNAPSHOT_PER_RECORD ->
          addRuns(batch, rows, count, ends, output);
    }
  }

  /// Record by record: what is published must be in the order of the rows.
  private void addRuns(Batch batch, int @Nullable [] rows, int count, long[] ends, Output output) {
    reserve(count);
    int from = 0;
    while (from < count) {
      int to = from + 1;
      while (to < count && ends[to] == ends[from]) {
        to++;
      }
      for (int k = from; k < to; k++) {
        sharedRows[k - from] = rows == null ? k : rows[k];
      }
      add(batch, sharedRows, to - from, ends[from], output);
      from = to;
    }
  }

  /// A stable distribution by window: each is touched once, with all its rows in order.
  private void addShares(
      Batch batch, int @Nullable [] rows, int count, long[] ends, Output output) {
    reserve(count);
    parts.clear();
    for (int k = 0; k < count; k++) {
      Groups groups = at(ends[k]);
      byRow[k] = groups;
      if (groups.share++ == 0) {
        parts.add(groups);
      }
    }
    if (parts.size() == 1) {
      Groups only = parts.getFirst();
      only.share = 0;
      addTo(only, batch, rows, count, output);
      return;
    }
    int next = 0;
    for (int i = 0; i < parts.size(); i++) {
      Groups groups = parts.get(i);
      shares[i] = groups.share;
      groups.share = next;
      next += shares[i];
    }
    for (int k = 0; k < count; k++) {
      sharedRows[byRow[k].share++] = rows == null ? k : rows[k];
    }
    int from = 0;
    for (int i = 0; i < parts.size(); i++) {
      Groups groups = parts.get(i);
      groups.share = 0;
      int[] own = grouping.positions(shares[i]);
      System.arraycopy(sharedRows, from, own, 0, shares[i]);
      from += shares[i];
      addTo(groups, batch, own, shares[i], output);
    }
  }

  private void reserve(int count) {
    if (byRow.length < count) {
      byRow = new Groups[count];
      shares = new int[count];
      sharedRows = new int[count];
    }
  }

  /// Hands over the groups of all windows to the second half of the aggregate, and forgets them.
  public void handOver(PartialOutput output) {
    while (!open.isEmpty()) {
      Groups groups = open.remove(0);
      groups.handOver(output);
      grouping.release(groups);
    }
    latest = null;
    dirty.clear();
  }

  /// Takes groups that a first half has handed over.
  public void take(Batch keys, PartialState states) {
    grouping.beginPartials(keys);
    int count = keys.rowCount();
    if (!grouping.windowed()) {
      take(NEVER, 0, count, states);
      return;
    }
    long[] ends = ((LongVector) keys.column(keys.columnCount() - 1)).values();
    int from = 0;
    while (from < count) {
      int to = from + 1;
      while (to < count && ends[to] == ends[from]) {
        to++;
      }
      take(ends[from], from, to, states);
      from = to;
    }
  }

  private void take(long end, int from, int to, PartialState states) {
    int[] rows = grouping.positions(to - from);
    for (int k = from; k < to; k++) {
      rows[k - from] = k;
    }
    Groups groups = at(end);
    if (!groups.isDirty()) {
      dirty.add(groups);
    }
    groups.take(rows, to - from, states);
  }

  /// Publishes what the step changed, in order of the windows.
  public void endStep(Output output) {
    if (dirty.size() > 1) {
      dirty.sort(BY_END);
    }
    for (int i = 0; i < dirty.size(); i++) {
      Groups groups = dirty.get(i);
      groups.endStep(output);
      if (groups.isEmpty() && groups != permanent) {
        open.remove(open.indexOf(groups.end()));
        grouping.release(groups);
        latest = null;
      }
    }
    dirty.clear();
  }

  /// Opens the only groups of an operator without windows. They stay until the end of the input,
  /// and a group without keys is published even without rows.
  public void openPermanent() {
    Groups groups = at(NEVER);
    permanent = groups;
    boolean wasDirty = groups.isDirty();
    groups.openPermanent();
    if (groups.isDirty() && !wasDirty) {
      dirty.add(groups);
    }
  }

  /// Publishes, where it is due, and forgets the windows that end at `watermark` or before.
  public void close(long watermark, Output output) {
    while (!open.isEmpty() && open.time(0) <= watermark) {
      Groups groups = open.remove(0);
      if (grouping.emission() == Emission.FINAL) {
        groups.publishAll(output);
      }
      grouping.release(groups);
      latest = null;
    }
    grouping.flush(output);
  }

  /// Writes the open windows; between steps.
  public void save(StateOutput out) {
    out.putVarint(open.size());
    for (int i = 0; i < open.size(); i++) {
      out.putLong(open.time(i));
      open.value(i).save(out);
    }
  }

  /// Adds what [#save] has written of the groups in the range.
  public void restore(StateInput in, KeyRange keys) {
    for (int rest = in.getCount(Long.BYTES); rest > 0; rest--) {
      long end = in.getLong();
      Groups groups = at(end);
      groups.restore(in, keys);
      if (!keys.equals(KeyRange.ALL) && groups.isEmpty() && !groups.isPermanent()) {
        open.remove(open.indexOf(end));
        grouping.release(groups);
        latest = null;
      }
    }
  }

  /// Number of open windows.
  public int size() {
    return open.size();
  }

  /// The open window at an ordinal, counted from the earliest.
  public Groups window(int index) {
    return open.value(index);
  }

  /// Forgets the open window at an ordinal without publishing it.
  public void drop(int index) {
    grouping.release(open.remove(index));
    latest = null;
  }

  /// Groups of all open windows.
  public long groups() {
    long groups = 0;
    for (int i = 0; i < open.size(); i++) {
      groups += open.value(i).size();
    }
    return groups;
  }

  /// Bytes of the state of open windows.
  public long memoryBytes() {
    long bytes = 0;
    for (int i = 0; i < open.size(); i++) {
      bytes += open.value(i).memoryBytes();
    }
    return bytes;
  }
}
