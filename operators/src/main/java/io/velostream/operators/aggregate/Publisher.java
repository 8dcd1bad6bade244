package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.operators.Output;
import io.velostream.state.SlotField;
import java.util.Arrays;

/// Turns groups into output batches. One per operator; it owns the buffers that go out.
final class Publisher {
  /// Groups whose old and new row fit one batch.
  static final int PAIRS = OutputRows.CAPACITY / 2;

  private static final int[] FIRST = new int[OutputRows.CAPACITY];
  private static final long[] ALTERNATING = new long[OutputRows.CAPACITY];

  static {
    for (int i = 0; i < FIRST.length; i++) {
      FIRST[i] = i;
      ALTERNATING[i] = i % 2 == 0 ? -1 : 1;
    }
  }

  private final OutputRows rows;
  private int pending;
  private final int[] selection = new int[OutputRows.CAPACITY];
  private final boolean[] changed = new boolean[PAIRS];
  private final int[] pairSlots = new int[OutputRows.CAPACITY];

  Publisher(AggregationLayout layout, boolean windowed) {
    rows = new OutputRows(layout, windowed);
  }

  /// Adds groups as insertions to the pending batch, which goes out when it is full.
  void add(GroupSource source, int[] slots, int count, Output output) {
    int from = 0;
    while (from < count) {
      if (pending == OutputRows.CAPACITY || !source.agreesWith(rows)) {
        flush(output);
      }
      int n = Math.min(count - from, OutputRows.CAPACITY - pending);
      rows.reserve(pending + n);
      source.writeKeys(rows, slots, from, n, pending);
      source.writeWindows(rows, slots, from, n, pending);
      rows.writeResults(source.state(), slots, from, n, pending);
      pending += n;
      from += n;
    }
  }

  /// Hands over groups with their `keys` keys and, if they have windows, the ends of these.
  void handOver(
      GroupSource source,
      int[] slots,
      int count,
      int keys,
      boolean windowed,
      PartialOutput output) {
    for (int from = 0; from < count; from += OutputRows.CAPACITY) {
      int n = Math.min(OutputRows.CAPACITY, count - from);
      rows.reserve(n);
      source.writeKeys(rows, slots, from, n, 0);
      source.writeWindows(rows, slots, from, n, 0);
      Vector[] all = rows.vectors();
      Vector[] sent = Arrays.copyOf(all, windowed ? keys + 1 : keys);
      if (windowed) {
        sent[keys] = all[keys + 1];
      }
      output.emit(new Batch(sent, n, null, null), new PartialRows(source.state(), slots, from));
      rows.reset();
    }
  }

  /// Sends the pending batch.
  void flush(Output output) {
    if (pending > 0) {
      output.emit(new Batch(rows.vectors(), pending, null, null));
      rows.reset();
      pending = 0;
    }
  }

  /// Sends the changes of up to [#PAIRS] groups. The page holds their old results and windows.
  ///
  /// @param allChange whether each of them is known to have a row now, another one than before
  void changes(
      GroupSource source,
      ChangeLog.Page page,
      int[] slots,
      int from,
      int count,
      boolean allChange,
      Output output) {
    if (page.anyExisted()) {
      pairs(source, page, slots, from, count, allChange, output);
    } else {
      insertions(source, page, slots, from, count, output);
    }
  }

  /// Groups that are all new, or were gone before: nothing to retract, nothing to compare.
  private void insertions(
      GroupSource source, ChangeLog.Page page, int[] slots, int from, int count, Output output) {
    OutputRows out = page.rows();
    page.writeKeys(source, slots, from, count);
    source.writeWindows(out, slots, from, count, 0);
    out.writeResults(source.state(), slots, from, count, 0);
    int[] selected = page.selection();
    int n = 0;
    for (int i = 0; i < count; i++) {
      selected[n] = i;
      n += source.exists(slots[from + i]) ? 1 : 0;
    }
    if (n > 0) {
      page.send(new Batch(out.vectors(), n, n == count ? null : selected, null), output);
    }
  }

  private void pairs(
      GroupSource source,
      ChangeLog.Page page,
      int[] slots,
      int from,
      int count,
      boolean allChange,
      Output output) {
    OutputRows old = page.rows();
    boolean[] existed = page.existed();
    old.reserve(2 * count);
    page.writeKeys(source, slots, from, count);
    old.repeatKeys(0, count, count);
    source.writeWindows(old, slots, from, count, count);
    old.writeResults(source.state(), slots, from, count, count);
    int n =
        allChange
            ? allPairs(existed, count, page.selection())
            : changedPairs(source, page, slots, from, count);
    if (n > 0) {
      page.send(new Batch(old.vectors(), n, page.selection(), page.weights(count)), output);
    }
  }

  /// Selects the new row of each group, and before it the old one if there was one.
  private static int allPairs(boolean[] existed, int count, int[] selected) {
    int n = 0;
    for (int i = 0; i < count; i++) {
      selected[n] = i;
      n += existed[i] ? 1 : 0;
      selected[n++] = count + i;
    }
    return n;
  }

  private int changedPairs(
      GroupSource source, ChangeLog.Page page, int[] slots, int from, int count) {
    boolean[] existed = page.existed();
    Arrays.fill(changed, 0, count, false);
    page.rows().markDifferent(0, count, 1, count, changed);
    int[] selected = page.selection();
    int n = 0;
    for (int i = 0; i < count; i++) {
      boolean exists = source.exists(slots[from + i]);
      if (changed[i] || exists != existed[i]) {
        if (existed[i]) {
          selected[n++] = i;
        }
        if (exists) {
          selected[n++] = count + i;
        }
      }
    }
    return n;
  }

  /// Sends old and new row of each of up to [#PAIRS] records in order. `trace` holds the states
  /// before and after each.
  ///
  /// @param allChange whether it is known that each record changes its group's row
  /// @param alwaysThere whether the group has a row even without records, from the second one on
  ///   (from the first on with `published`)
  void each(
      GroupSource source,
      AccumulatorSet trace,
      int[] slots,
      int count,
      boolean allChange,
      boolean alwaysThere,
      boolean published,
      Output output) {
    for (int i = 0; i < count; i++) {
      pairSlots[2 * i] = slots[i];
      pairSlots[2 * i + 1] = slots[i];
    }
    rows.reserve(2 * count);
    source.writeKeys(rows, pairSlots, 0, 2 * count, 0);
    source.writeWindows(rows, pairSlots, 0, 2 * count, 0);
    rows.writeResults(trace, FIRST, 0, 2 * count, 0);
    Arrays.fill(changed, 0, count, allChange);
    if (!allChange) {
      rows.markDifferent(0, 1, 2, count, changed);
    }
    SlotField counts = trace.rowCounts();
    int n = 0;
    for (int i = 0; i < count; i++) {
      boolean existed = alwaysThere ? published || i > 0 : counts.get(2 * i) > 0;
      boolean exists = alwaysThere || counts.get(2 * i + 1) > 0;
      boolean differs = changed[i] || exists != existed;
      selection[n] = 2 * i;
      n += differs && existed ? 1 : 0;
      if (differs && exists) {
        selection[n++] = 2 * i + 1;
      }
    }
    if (n > 0) {
      boolean all = n == 2 * count;
      output.emit(new Batch(rows.vectors(), n, all ? null : selection, ALTERNATING));
    }
    rows.reset();
  }

  long memoryBytes() {
    return rows.memoryBytes() + 12L * OutputRows.CAPACITY;
  }
}
