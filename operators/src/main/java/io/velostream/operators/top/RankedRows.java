package io.velostream.operators.top;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.KeptRows;
import io.velostream.operators.rows.RowOrder;
import io.velostream.operators.rows.SortColumn;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// The rows of all partitions by slot, and of each row: its partition, its place among equal ones,
/// how often it is there, and the ranks that it has and that it was put out with.
///
/// A row has a run of ranks, from `rank` on, where each row has a number of its own; otherwise one
/// rank, `count` times.
final class RankedRows implements MemorySized {
  private static final int INITIAL = 64;

  private final KeptRows rows;
  private final RowOrder order;

  /// Among peers of an input that retracts: what they hold decides, as it is the same however the
  /// input was cut into steps, which the order of arrival is not.
  private final Optional<RowOrder> among;

  private long arrived;
  private int[] partitions = new int[INITIAL];
  private long[] arrivals = new long[INITIAL];
  private long[] weights = new long[INITIAL];
  private boolean[] isOrdered = new boolean[INITIAL];
  private long[] ranks = new long[INITIAL];
  private long[] counts = new long[INITIAL];
  private long[] shownRanks = new long[INITIAL];
  private long[] shownCounts = new long[INITIAL];

  RankedRows(TopSpec spec) {
    rows = KeptRows.of(spec.lanes(), spec.retracts());
    order = new RowOrder(spec.order());
    among =
        spec.retracts()
            ? Optional.of(
                new RowOrder(
                    IntStream.range(0, spec.lanes().size())
                        .mapToObj(SortColumn::ascending)
                        .toList()))
            : Optional.empty();
  }

  /// The slot of a row, which gets one, behind its peers, unless an equal one is there.
  int place(Vector[] columns, int row, int partition) {
    int before = rows.size();
    int slot = rows.place(columns, row);
    if (rows.size() > before) {
      begin(slot, partition);
    }
    return slot;
  }

  private void begin(int slot, int partition) {
    if (slot >= partitions.length) {
      int capacity = Math.max(slot + 1, partitions.length * 2);
      partitions = Arrays.copyOf(partitions, capacity);
      arrivals = Arrays.copyOf(arrivals, capacity);
      weights = Arrays.copyOf(weights, capacity);
      isOrdered = Arrays.copyOf(isOrdered, capacity);
      ranks = Arrays.copyOf(ranks, capacity);
      counts = Arrays.copyOf(counts, capacity);
      shownRanks = Arrays.copyOf(shownRanks, capacity);
      shownCounts = Arrays.copyOf(shownCounts, capacity);
    }
    partitions[slot] = partition;
    arrivals[slot] = arrived++;
    weights[slot] = 0;
    isOrdered[slot] = false;
    counts[slot] = 0;
    shownCounts[slot] = 0;
  }

  void remove(int slot) {
    rows.remove(slot);
  }

  int size() {
    return rows.size();
  }

  int[] liveSlots() {
    return rows.liveSlots();
  }

  /// The rows by slot, valid until one is placed.
  Vector[] columns() {
    return rows.columns();
  }

  int partition(int slot) {
    return partitions[slot];
  }

  long weight(int slot) {
    return weights[slot];
  }

  /// Changes how often a row is there.
  void addWeight(int slot, long weight) {
    weights[slot] += weight;
  }

  /// Whether the slot has been put in its place among those of its partition.
  boolean isOrdered(int slot) {
    return isOrdered[slot];
  }

  void setOrdered(int slot, boolean ordered) {
    isOrdered[slot] = ordered;
  }

  /// By which columns rows are ranked.
  RowOrder order() {
    return order;
  }

  /// Whether neither of two rows comes before the other by the order's columns.
  boolean arePeers(int a, int b) {
    Vector[] columns = rows.columns();
    return order.compare(columns, a, columns, b) == 0;
  }

  /// The order of two slots; of an append-only input, rows that came first before their peers.
  int compare(int a, int b) {
    Vector[] columns = rows.columns();
    int byColumns = order.compare(columns, a, columns, b);
    if (byColumns != 0) {
      return byColumns;
    }
    return among.isPresent()
        ? among.get().compare(columns, a, columns, b)
        : Long.compare(arrivals[a], arrivals[b]);
  }

  /// The order of a row that came after all others and the one at a slot, by the order's columns.
  int compareNew(Vector[] columns, int row, int slot) {
    return order.compare(columns, row, rows.columns(), slot);
  }

  int compareArrivals(int a, int b) {
    return Long.compare(arrivals[a], arrivals[b]);
  }

  void rank(int slot, long rank, long count) {
    ranks[slot] = rank;
    counts[slot] = count;
  }

  long rank(int slot) {
    return ranks[slot];
  }

  long count(int slot) {
    return counts[slot];
  }

  long shownRank(int slot) {
    return shownRanks[slot];
  }

  long shownCount(int slot) {
    return shownCounts[slot];
  }

  boolean isShown(int slot) {
    return shownCounts[slot] != 0;
  }

  /// Whether what was put out of the row is not what it has now.
  ///
  /// @param byRank whether its rank counts too
  boolean hasChanged(int slot, boolean byRank) {
    return counts[slot] != shownCounts[slot]
        || (byRank && counts[slot] != 0 && ranks[slot] != shownRanks[slot]);
  }

  /// The row has been put out as it is.
  void setShown(int slot) {
    shownRanks[slot] = ranks[slot];
    shownCounts[slot] = counts[slot];
  }

  @Override
  public long memoryBytes() {
    return rows.memoryBytes() + (4L + 6L * Long.BYTES + 1) * partitions.length;
  }
}
