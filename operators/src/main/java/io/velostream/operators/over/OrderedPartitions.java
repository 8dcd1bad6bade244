package io.velostream.operators.over;

import io.velostream.columnar.Lane;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.IntSort;
import io.velostream.operators.rows.KeyColumns;
import io.velostream.operators.rows.RowTable;
import io.velostream.operators.rows.SlotList;
import io.velostream.operators.rows.SlotSequence;
import java.util.Arrays;
import java.util.List;

/// The partitions of a [ChangingOver] by number: the slots of their rows in order, and which of
/// them have come and gone since [#forgetChanges()].
final class OrderedPartitions implements MemorySized {
  /// Behind the last change.
  static final int NONE = -1;

  private final KeyColumns keys;
  private final RowTable table;
  private final IntSort.Order order;
  private SlotSequence[] sequences = new SlotSequence[0];
  private int[] rows = new int[0];
  private int[] heads = new int[0];

  private final SlotList changed = new SlotList();

  /// Changes as a list for each partition, the last one first.
  private int[] slots = new int[64];

  private int[] next = new int[64];
  private boolean[] came = new boolean[64];
  private int changes;

  /// @param lanes those of the input
  /// @param order of slots, total
  OrderedPartitions(List<Lane> lanes, List<Integer> keyColumns, IntSort.Order order) {
    this.order = order;
    keys = new KeyColumns(keyColumns);
    table = new RowTable(keys.lanes(lanes));
  }

  /// The partition of a row, made if there is none.
  int of(Vector[] columns, int row) {
    int before = table.size();
    int partition = table.findOrAdd(keys.of(columns), row);
    if (table.size() > before) {
      begin(partition);
    }
    return partition;
  }

  /// Which columns of the input say what partition a row is of.
  KeyColumns keys() {
    return keys;
  }

  private void begin(int partition) {
    if (partition >= rows.length) {
      int capacity = Math.max(16, Math.max(partition + 1, rows.length * 2));
      sequences = Arrays.copyOf(sequences, capacity);
      rows = Arrays.copyOf(rows, capacity);
      heads = Arrays.copyOf(heads, capacity);
    }
    sequences[partition] = new SlotSequence();
    rows[partition] = 0;
    heads[partition] = NONE;
  }

  /// The slots of a partition in their order.
  SlotSequence sequence(int partition) {
    return sequences[partition];
  }

  IntSort.Order order() {
    return order;
  }

  /// Counts the different rows of a partition, which is forgotten when it has none.
  void addRows(int partition, int change) {
    rows[partition] += change;
    if (rows[partition] == 0) {
      table.remove(partition);
      sequences[partition] = new SlotSequence();
    }
  }

  void insert(int partition, int slot) {
    sequences[partition].insert(slot, order);
    note(partition, slot, true);
  }

  void remove(int partition, int slot) {
    sequences[partition].remove(slot, order);
    note(partition, slot, false);
  }

  /// Puts a slot in its place, which is no change.
  void restore(int partition, int slot) {
    sequences[partition].insert(slot, order);
  }

  private void note(int partition, int slot, boolean comes) {
    if (heads[partition] == NONE) {
      changed.add(partition);
    }
    if (changes == slots.length) {
      slots = Arrays.copyOf(slots, changes * 2);
      next = Arrays.copyOf(next, changes * 2);
      came = Arrays.copyOf(came, changes * 2);
    }
    slots[changes] = slot;
    came[changes] = comes;
    next[changes] = heads[partition];
    heads[partition] = changes++;
  }

  /// Number of partitions that have changed.
  int changedCount() {
    return changed.size();
  }

  int changed(int index) {
    return changed.get(index);
  }

  /// The first change of a partition, or [#NONE].
  int firstChange(int partition) {
    return heads[partition];
  }

  /// The change after one, or [#NONE].
  int nextChange(int change) {
    return next[change];
  }

  /// The slot that has come or gone.
  int slotOf(int change) {
    return slots[change];
  }

  /// Whether the slot has come.
  boolean came(int change) {
    return came[change];
  }

  void forgetChanges() {
    for (int i = 0; i < changed.size(); i++) {
      heads[changed.get(i)] = NONE;
    }
    changed.clear();
    changes = 0;
  }

  @Override
  public long memoryBytes() {
    long bytes =
        table.memoryBytes() + changed.memoryBytes() + 16L * rows.length + 9L * slots.length;
    for (int partition : table.liveSlots()) {
      bytes += sequences[partition].memoryBytes();
    }
    return bytes;
  }
}
