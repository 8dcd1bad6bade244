package io.velostream.operators.join;

import io.velostream.columnar.Batch;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.Gather;

/// Pairs of a row that has come and a row that was there, collected up to a number and then shown
/// as a batch.
final class Pairs implements MemorySized {
  /// How many pairs make a batch: a key with very many rows comes out in pieces.
  static final int CAPACITY = 1024;

  private final Gather[] gathers;
  private final int leftColumns;
  private final int[] comeRows = new int[CAPACITY];
  private final int[] comeSlots = new int[CAPACITY];
  private final int[] thereSlots = new int[CAPACITY];
  private final long[] comeWeights = new long[CAPACITY];
  private final long[] thereWeights = new long[CAPACITY];
  private final boolean[] isNew = new boolean[CAPACITY];
  private final long[] weights = new long[CAPACITY];
  private int count;

  /// @param leftColumns how many columns the left input has
  /// @param columns how many both have
  Pairs(int leftColumns, int columns) {
    this.leftColumns = leftColumns;
    gathers = new Gather[columns];
    for (int c = 0; c < columns; c++) {
      gathers[c] = new Gather();
    }
  }

  /// Adds a pair and says whether there is no room for another.
  ///
  /// @param comeSlot where the row that has come is kept
  /// @param newThere whether no equal row was kept before it
  boolean add(
      int row, int comeSlot, boolean newThere, long weight, int thereSlot, long thereWeight) {
    comeRows[count] = row;
    comeSlots[count] = comeSlot;
    isNew[count] = newThere;
    comeWeights[count] = weight;
    thereSlots[count] = thereSlot;
    thereWeights[count] = thereWeight;
    return ++count == CAPACITY;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /// The pairs as rows: the columns of the left row, then of the right one.
  ///
  /// @param come columns of the rows that have come, by row
  /// @param there columns of the rows that were there, by slot
  /// @param fromLeft whether the rows that have come are of the left input
  Batch batch(Vector[] come, Vector[] there, boolean fromLeft) {
    Vector[] columns = new Vector[gathers.length];
    Vector[] left = fromLeft ? come : there;
    Vector[] right = fromLeft ? there : come;
    int[] leftRows = fromLeft ? comeRows : thereSlots;
    int[] rightRows = fromLeft ? thereSlots : comeRows;
    for (int c = 0; c < columns.length; c++) {
      columns[c] =
          c < leftColumns
              ? gathers[c].gather(left[c], leftRows, count)
              : gathers[c].gather(right[c - leftColumns], rightRows, count);
    }
    boolean weighted = false;
    for (int i = 0; i < count; i++) {
      weights[i] = Math.multiplyExact(comeWeights[i], thereWeights[i]);
      weighted |= weights[i] != 1;
    }
    return new Batch(columns, count, null, weighted ? weights : null);
  }

  /// Counts the matches of the pairs that a batch of them has kept.
  void count(Batch kept, JoinSide come, JoinSide there) {
    for (int k = 0; k < kept.rowCount(); k++) {
      int pair = kept.rowAt(k);
      // A row that was kept already has been counted when its matches came.
      if (come.isWatched() && isNew[pair]) {
        come.match(comeSlots[pair], thereWeights[pair]);
      }
      if (there.isWatched()) {
        there.match(thereSlots[pair], comeWeights[pair]);
      }
    }
  }

  void clear() {
    count = 0;
  }

  @Override
  public long memoryBytes() {
    long bytes = CAPACITY * (3L * Integer.BYTES + 3L * Long.BYTES + 1);
    for (Gather gather : gathers) {
      bytes += gather.memoryBytes();
    }
    return bytes;
  }
}
