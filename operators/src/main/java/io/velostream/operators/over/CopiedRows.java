package io.velostream.operators.over;

import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.RowOrder;
import io.velostream.operators.rows.RowTable;
import io.velostream.operators.rows.SortColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// All rows of a [ChangingOver] by slot. A row that is there several times has a slot for each: its
/// copies, numbered from 1, which differ in that number only. The first copy knows the weight of
/// the row, and has a slot even where that is below 0.
final class CopiedRows implements FrameRows, MemorySized {
  private static final int INITIAL = 64;

  private final int inputs;
  private final RowTable table;
  private final RowOrder order;
  private final Vector[] key;
  private long[] copyNumbers = new long[0];
  private LongVector copyColumn = new LongVector(copyNumbers, null);

  private int[] partitions = new int[INITIAL];
  private long[] weights = new long[INITIAL];
  private long[] copies = new long[INITIAL];
  private long[] numbers = new long[INITIAL];

  /// @param order that of the query; what rows hold decides between peers, as it is the same
  ///   however the input was cut into steps
  CopiedRows(List<Lane> input, List<SortColumn> order) {
    inputs = input.size();
    List<Lane> lanes = new ArrayList<>(input);
    lanes.add(Lane.LONG);
    table = new RowTable(lanes);
    key = new Vector[lanes.size()];
    List<SortColumn> total = new ArrayList<>(order);
    IntStream.range(0, lanes.size()).mapToObj(SortColumn::ascending).forEach(total::add);
    this.order = new RowOrder(total);
  }

  /// The slot of the first copy of a row, which is new if [#size()] grows.
  int first(Vector[] columns, int row, int partition) {
    return place(columns, row, 1, partition);
  }

  /// The slot of another copy of the row at a slot.
  int copy(int first, long copyNumber) {
    return place(table.columns(), first, copyNumber, partitions[first]);
  }

  /// The slot of some copy of a row, made if there is none.
  int place(Vector[] columns, int row, long copyNumber, int partition) {
    if (row >= copyNumbers.length) {
      copyNumbers = new long[Math.max(row + 1, copyNumbers.length * 2)];
      copyColumn = new LongVector(copyNumbers, null);
    }
    copyNumbers[row] = copyNumber;
    System.arraycopy(columns, 0, key, 0, inputs);
    key[inputs] = copyColumn;
    int before = table.size();
    int slot = table.findOrAdd(key, row);
    if (table.size() > before) {
      begin(slot, partition);
    }
    return slot;
  }

  private void begin(int slot, int partition) {
    if (slot >= partitions.length) {
      int capacity = Math.max(slot + 1, partitions.length * 2);
      partitions = Arrays.copyOf(partitions, capacity);
      weights = Arrays.copyOf(weights, capacity);
      copies = Arrays.copyOf(copies, capacity);
      numbers = Arrays.copyOf(numbers, capacity);
    }
    partitions[slot] = partition;
    weights[slot] = 0;
    copies[slot] = 0;
  }

  void remove(int slot) {
    table.remove(slot);
  }

  int partition(int slot) {
    return partitions[slot];
  }

  /// How often the row of a first copy is there, by the sum of what has come.
  long weight(int first) {
    return weights[first];
  }

  /// Changes that sum.
  void addWeight(int first, long weight) {
    weights[first] += weight;
  }

  /// How many copies of the row of a first copy are in their places.
  long copies(int first) {
    return copies[first];
  }

  void setCopies(int first, long count) {
    copies[first] = count;
  }

  /// The number of a copy.
  long copyNumber(int slot) {
    return ((LongVector) table.columns()[inputs]).values()[slot];
  }

  /// Which slot comes first; 0 for the same slot only.
  int compare(int a, int b) {
    Vector[] columns = table.columns();
    return order.compare(columns, a, columns, b);
  }

  /// The columns of the input, then the numbers of the copies.
  @Override
  public Vector[] columns() {
    return table.columns();
  }

  @Override
  public long[] numbers() {
    return numbers;
  }

  /// Rows stay for as long as the input has them.
  @Override
  public void pin(int slot) {}

  @Override
  public void unpin(int slot) {}

  int size() {
    return table.size();
  }

  int[] liveSlots() {
    return table.liveSlots();
  }

  int slotLimit() {
    return table.slotLimit();
  }

  @Override
  public long memoryBytes() {
    return table.memoryBytes() + 28L * partitions.length + 8L * copyNumbers.length;
  }
}
