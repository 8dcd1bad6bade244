package io.velostream.runtime.table;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.connector.spi.TurnReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of several readers of stored batches, which nobody changes meanwhile: takes the pieces that
/// one reader would deliver, every so many-th of them.
public final class StoredTurns implements TurnReader {
  private final List<Batch> batches;
  private final List<Integer> columns;
  private final int batchRows;
  private final int readers;

  /// Pieces to pass over before the next one of this reader's.
  private int ahead;

  private int next;
  private int taken;

  /// @param columns indexes of the stored columns to deliver, in that order
  /// @param batchRows rows per piece at most
  /// @param number of this reader among `readers`
  public StoredTurns(
      List<Batch> batches, List<Integer> columns, int batchRows, int number, int readers) {
    this.batches = batches;
    this.columns = List.copyOf(columns);
    this.batchRows = batchRows;
    this.readers = readers;
    this.ahead = number;
  }

  @Override
  public @Nullable Batch read() {
    while (next < batches.size()) {
      Batch batch = batches.get(next);
      int from = taken;
      int count = Math.min(batchRows, batch.rowCount() - from);
      taken += count;
      if (taken == batch.rowCount()) {
        next++;
        taken = 0;
      }
      if (ahead == 0) {
        ahead = readers - 1;
        return piece(batch, from, count);
      }
      ahead--;
    }
    return null;
  }

  /// They are parts of the table.
  @Override
  public int batchesKept() {
    return Integer.MAX_VALUE;
  }

  @Override
  public boolean hadTurn() {
    return true;
  }

  private Batch piece(Batch batch, int from, int count) {
    Vector[] wanted = new Vector[columns.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = batch.column(columns.get(i));
    }
    Batch whole = batch.withColumns(wanted);
    if (count == batch.rowCount()) {
      return whole;
    }
    int[] rows = new int[count];
    for (int k = 0; k < count; k++) {
      rows[k] = batch.rowAt(from + k);
    }
    return whole.select(rows, count);
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  public long bytesTotal() {
    return -1;
  }

  @Override
  public void close() {}
}
