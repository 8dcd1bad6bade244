package io.velostream.engine.execute;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchReader;
import io.velostream.runtime.table.StoredBatchesReader;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Reads the changes of a table as they are handed over; there is no end of them.
final class ChangesReader implements BatchReader {
  private static final Batch NOTHING = Batch.of(0, List.of());

  private final Queue<Batch> waiting = new ArrayDeque<>();
  private final StoredBatchesReader reader;

  /// @param columns indexes of the table's columns to deliver, in that order
  ChangesReader(List<Integer> columns, int batchRows) {
    reader =
        new StoredBatchesReader(
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return !waiting.isEmpty();
              }

              @Override
              public Batch next() {
                return waiting.remove();
              }
            },
            columns,
            batchRows);
  }

  /// Hands changes over.
  void add(List<Batch> delta) {
    waiting.addAll(delta);
  }

  /// Whether all that was handed over has been begun to read.
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  @Override
  public Batch read() {
    @Nullable Batch batch = reader.read();
    return batch == null ? NOTHING : batch;
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
