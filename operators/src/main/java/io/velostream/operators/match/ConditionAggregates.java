package io.velostream.operators.match;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.aggregate.SlidingAggregate;
import io.velostream.operators.rows.RowStore;
import io.velostream.state.ColumnBuffer;
import java.util.Arrays;
import java.util.List;

/// Aggregates that conditions read, each over the rows that threads have taken for its variables.
/// Each is remembered for a few threads, so that a further row costs an addition.
final class ConditionAggregates implements MemorySized {
  private static final int REMEMBERED = 4;

  private final RowStore store;
  private final List<ConditionAggregate> calls;

  /// By call and place: the group that holds the aggregate, made when it is first needed.
  private final int[][] groups;

  /// By call and place: the entry up to which the group is, or [Trail#NONE].
  private final int[][] known;

  private final int[] next;
  private int[] missing = new int[16];

  /// What is summed up, and over what.
  ///
  /// @param watch the watch of its variables
  record ConditionAggregate(SlidingAggregate aggregate, int watch) {}

  ConditionAggregates(RowStore store, List<ConditionAggregate> calls) {
    this.store = store;
    this.calls = calls;
    groups = new int[calls.size()][];
    known = new int[calls.size()][];
    next = new int[calls.size()];
  }

  /// Forgets all entries.
  void clear() {
    for (int[] entries : known) {
      if (entries != null) {
        Arrays.fill(entries, Trail.NONE);
      }
    }
  }

  /// The group that holds the aggregate over all rows up to an entry.
  int group(int call, Trail trail, int entry, MatchPartition partition) {
    ConditionAggregate what = calls.get(call);
    if (groups[call] == null) {
      groups[call] = new int[REMEMBERED];
      known[call] = new int[REMEMBERED];
      Arrays.setAll(groups[call], _ -> what.aggregate.newGroup());
      Arrays.fill(known[call], Trail.NONE);
    }
    int last = trail.latest(what.watch, entry);
    int before = last == Trail.NONE ? Trail.NONE : trail.previous(what.watch, last);
    int[] entries = known[call];
    for (int i = 0; i < REMEMBERED; i++) {
      if (last != Trail.NONE && entries[i] == last) {
        return groups[call][i];
      }
    }
    for (int i = 0; i < REMEMBERED; i++) {
      if (before != Trail.NONE && entries[i] == before) {
        add(what, groups[call][i], trail, last, partition);
        entries[i] = last;
        return groups[call][i];
      }
    }
    int place = next[call];
    next[call] = (place + 1) % REMEMBERED;
    sum(what, groups[call][place], trail, last, partition);
    entries[place] = last;
    return groups[call][place];
  }

  /// Writes the result of a group at the beginning of a column.
  void write(int call, int group, ColumnBuffer out) {
    calls.get(call).aggregate.write(group, out, 0);
  }

  private void sum(
      ConditionAggregate what, int group, Trail trail, int last, MatchPartition partition) {
    what.aggregate.clear(group);
    int count = 0;
    for (int at = last; at != Trail.NONE; at = trail.previous(what.watch, at)) {
      if (count == missing.length) {
        missing = Arrays.copyOf(missing, count * 2);
      }
      missing[count++] = at;
    }
    while (count > 0) {
      add(what, group, trail, missing[--count], partition);
    }
  }

  private void add(
      ConditionAggregate what, int group, Trail trail, int entry, MatchPartition partition) {
    long number = partition.start() + trail.offset(entry);
    Vector[] columns = store.columns();
    what.aggregate.change(columns, partition.slot(number), number, group, true);
  }

  @Override
  public long memoryBytes() {
    return 4L * missing.length + 8L * REMEMBERED * calls.size();
  }
}
