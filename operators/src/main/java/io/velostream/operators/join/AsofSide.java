package io.velostream.operators.join;

import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.IntSort;
import io.velostream.operators.rows.KeptRows;
import io.velostream.operators.rows.KeyColumns;
import io.velostream.operators.rows.RowOrder;
import io.velostream.operators.rows.SavedRows;
import io.velostream.operators.rows.SlotSequence;
import io.velostream.operators.rows.SortColumn;
import io.velostream.operators.rows.TouchedSlots;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What an ASOF join keeps of one input: its rows with their weights, and for each group of equal
/// keys those that are there in their order.
final class AsofSide implements MemorySized {
  private static final int INITIAL = 64;
  private static final SlotSequence EMPTY = new SlotSequence();

  private final List<Lane> lanes;
  private final KeyColumns keys;
  private final int orderColumn;
  private final boolean byArrival;
  private final RowOrder order;
  private final IntSort.Order slotOrder = this::compare;
  private final KeptRows rows;
  private SlotSequence[] sequences = new SlotSequence[0];
  private int[] groups = new int[INITIAL];
  private long[] weights = new long[INITIAL];
  private long[] arrivals = new long[INITIAL];
  private boolean[] isOrdered = new boolean[INITIAL];
  private final TouchedSlots touched = new TouchedSlots();
  private long arrived;

  /// @param keys of the columns that must be equal
  /// @param following whether rows lie in descending order
  /// @param byArrival whether rows of equal order lie as they came, rather than by their columns
  AsofSide(
      List<Lane> lanes,
      List<Integer> keys,
      int orderColumn,
      boolean following,
      boolean byArrival,
      boolean retracts) {
    this.lanes = List.copyOf(lanes);
    this.keys = new KeyColumns(keys);
    this.orderColumn = orderColumn;
    this.byArrival = byArrival;
    this.rows = KeptRows.of(lanes, retracts);
    List<SortColumn> columns = new ArrayList<>();
    columns.add(new SortColumn(orderColumn, following, false));
    for (int c = 0; c < lanes.size() && !byArrival; c++) {
      columns.add(SortColumn.ascending(c));
    }
    this.order = new RowOrder(columns);
  }

  /// Whether a row can match at all.
  boolean canMatch(Vector[] columns, int row) {
    return !keys.anyNull(columns, row) && !columns[orderColumn].isNull(row);
  }

  /// Which columns must be equal.
  KeyColumns keys() {
    return keys;
  }

  /// The slot of a row, with its weight added; it has a place in the order from [#put] on.
  int add(Vector[] columns, int row, int group, long weight) {
    int before = rows.size();
    int slot = rows.place(columns, row);
    if (rows.size() > before) {
      begin(slot, group);
    }
    weights[slot] += weight;
    touched.touch(slot);
    return slot;
  }

  private void begin(int slot, int group) {
    if (slot >= groups.length) {
      int capacity = Math.max(slot + 1, groups.length * 2);
      groups = Arrays.copyOf(groups, capacity);
      weights = Arrays.copyOf(weights, capacity);
      arrivals = Arrays.copyOf(arrivals, capacity);
      isOrdered = Arrays.copyOf(isOrdered, capacity);
    }
    groups[slot] = group;
    weights[slot] = 0;
    arrivals[slot] = arrived++;
    isOrdered[slot] = false;
  }

  /// The rows to look at, at the end of the step; those that were added are among them.
  TouchedSlots touched() {
    return touched;
  }

  /// Gives a row its place in the order.
  void put(int slot) {
    int group = groups[slot];
    if (group >= sequences.length) {
      int before = sequences.length;
      sequences = Arrays.copyOf(sequences, Math.max(group + 1, Math.max(16, before * 2)));
      Arrays.fill(sequences, before, sequences.length, EMPTY);
    }
    if (sequences[group] == EMPTY) {
      sequences[group] = new SlotSequence();
    }
    sequences[group].insert(slot, slotOrder);
    isOrdered[slot] = true;
  }

  /// Takes a row out of the order.
  void takeOut(int slot) {
    int group = groups[slot];
    sequences[group].remove(slot, slotOrder);
    isOrdered[slot] = false;
    if (sequences[group].size() == 0) {
      sequences[group] = EMPTY;
    }
  }

  /// Forgets a row that has no place in the order.
  void forget(int slot) {
    weights[slot] = 0;
    rows.remove(slot);
  }

  /// The rows of a group that have a place, in their order.
  SlotSequence ordered(int group) {
    return group < sequences.length ? sequences[group] : EMPTY;
  }

  boolean isOrdered(int slot) {
    return isOrdered[slot];
  }

  int group(int slot) {
    return groups[slot];
  }

  long weight(int slot) {
    return weights[slot];
  }

  /// The order column by slot, valid until a row is added.
  Vector orders() {
    return rows.columns()[orderColumn];
  }

  /// The time at a slot, where the order is one of times.
  long time(int slot) {
    return ((LongVector) orders()).values()[slot];
  }

  /// The rows by slot, valid until one is added.
  Vector[] columns() {
    return rows.columns();
  }

  int size() {
    return rows.size();
  }

  /// The order of two rows of one group; no two different ones are equal.
  int compare(int a, int b) {
    Vector[] columns = rows.columns();
    int byColumns = order.compare(columns, a, columns, b);
    return byColumns != 0
        ? byColumns
        : byArrival ? Long.compare(arrivals[a], arrivals[b]) : Integer.compare(a, b);
  }

  /// Writes the rows, in order of their coming where that matters.
  void save(StateOutput out) {
    int[] slots = rows.liveSlots();
    if (byArrival) {
      new IntSort().sort(slots, 0, slots.length, (a, b) -> Long.compare(arrivals[a], arrivals[b]));
    }
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
        });
  }

  /// Takes a row that was saved.
  @FunctionalInterface
  interface Restored {
    void row(Vector[] columns, int row, long weight);
  }

  /// Tells the rows that [#save] has written.
  ///
  /// @param range the groups of keys whose rows belong here
  void restore(StateInput in, KeyRange range, Restored each) {
    SavedRows.restore(
        lanes,
        in,
        (columns, count) -> {
          boolean[] held = held(columns, count, range);
          for (int i = 0; i < count; i++) {
            long weight = in.getSigned();
            if (weight == 0) {
              throw in.damaged("a row that is there 0 times");
            }
            if (held[i]) {
              each.row(columns, i, weight);
            }
          }
        });
    touched.clear();
  }

  private boolean[] held(Vector[] columns, int count, KeyRange range) {
    if (keys.count() > 0) {
      return range.held(keys.of(columns), count);
    }
    boolean[] held = new boolean[count];
    Arrays.fill(held, range.holdsUnkeyed());
    return held;
  }

  @Override
  public long memoryBytes() {
    long bytes = rows.memoryBytes() + 4L * sequences.length + 21L * groups.length;
    for (SlotSequence sequence : sequences) {
      bytes += sequence == EMPTY ? 0 : sequence.memoryBytes();
    }
    return bytes + touched.memoryBytes();
  }
}
