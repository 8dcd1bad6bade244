package io.velostream.engine.execute;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.catalog.MemoryTable;
import io.velostream.runtime.table.StoredBatches;

/// Collects a result and adds it to a table in memory when it is complete.
final class StoringWriter implements BatchWriter {
  private final MemoryTable target;
  private final StoredBatches written;

  StoringWriter(MemoryTable target) {
    this.target = target;
    this.written = new StoredBatches(target.rows().schema());
  }

  @Override
  public void write(Batch batch) {
    NotNull.check(target.rows().schema(), batch);
    written.append(batch);
  }

  @Override
  public void endStep() {}

  @Override
  public void commit() {
    target.append(written.batches());
  }

  @Override
  public void close() {}
}
