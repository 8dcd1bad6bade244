package io.velostream.engine.input;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchReader;
import io.velostream.runtime.table.StoredBatchesReader;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One query's place in an [InputBuffer]. Never waits: a batch without rows says that there is
/// nothing at present.
final class InputReader implements BatchReader {
  private static final Batch NOTHING = Batch.of(0, List.of());

  private final InputBuffer buffer;
  private final StoredBatchesReader rows;
  private long next;
  private @Nullable Batch taken;

  InputReader(InputBuffer buffer, long start, List<Integer> columns, int batchRows) {
    this.buffer = buffer;
    this.next = start;
    this.rows = new StoredBatchesReader(new Taken(), columns, batchRows);
  }

  /// The number of the first batch that was not taken; read under the buffer's lock.
  long next() {
    return next;
  }

  @Override
  public @Nullable Batch read() {
    Batch batch = rows.read();
    if (batch == null && !buffer.isOver(next)) {
      return NOTHING;
    }
    return batch;
  }

  /// The batches that are here.
  private final class Taken implements Iterator<Batch> {
    @Override
    public boolean hasNext() {
      taken = buffer.take(next);
      return taken != null;
    }

    @Override
    public Batch next() {
      Batch batch = taken;
      if (batch == null) {
        throw new java.util.NoSuchElementException();
      }
      taken = null;
      advance();
      return batch;
    }
  }

  private void advance() {
    synchronized (buffer) {
      next++;
      buffer.taken();
    }
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
  public void close() {
    buffer.close(this);
  }
}
