package io.velostream.runtime.table;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.connector.spi.BatchReader;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads stored batches, only the wanted columns, cut to a number of rows.
public final class StoredBatchesReader implements BatchReader {
  private final Iterator<Batch> batches;
  private final List<Integer> columns;
  private final int batchRows;
  private @Nullable Batch current;
  private int taken;

  /// @param columns indexes of the stored columns to deliver, in that order
  /// @param batchRows rows per batch at most
  public StoredBatchesReader(Iterator<Batch> batches, List<Integer> columns, int batchRows) {
    this.batches = batches;
    this.columns = List.copyOf(columns);
    this.batchRows = batchRows;
  }

  @Override
  public @Nullable Batch read() {
    Batch batch = current;
    if (batch == null || taken == batch.rowCount()) {
      if (!batches.hasNext()) {
        return null;
      }
      batch = batches.next();
      current = batch;
      taken = 0;
    }
    int from = taken;
    int count = Math.min(batchRows, batch.rowCount() - from);
    taken += count;
    Batch whole = batch.withColumns(project(batch));
    return count == batch.rowCount() ? whole : whole.select(range(batch, from, count), count);
  }

  private Vector[] project(Batch batch) {
    Vector[] wanted = new Vector[columns.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = batch.column(columns.get(i));
    }
    return wanted;
  }

  private static int[] range(Batch batch, int from, int count) {
    int[] rows = new int[count];
    for (int k = 0; k < count; k++) {
      rows[k] = batch.rowAt(from + k);
    }
    return rows;
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
