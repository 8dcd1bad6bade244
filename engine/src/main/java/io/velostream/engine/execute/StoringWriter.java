package io.velostream.engine.execute;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.runtime.table.StoredBatches;

/// Collects a result and adds it to a table in memory when it is complete.
final class StoringWriter implements BatchWriter {
  private final StoredBatches target;
  private final StoredBatches written;

  StoringWriter(StoredBatches target) {
    this.target = target;
    this.written = new StoredBatches(target.schema());
  }

  @Override
  public void write(Batch batch) {
    written.append(batch);
  }

  @Override
  public void endStep() {}

  @Override
  public void commit() {
    written.batches().forEach(target::adopt);
  }

  @Override
  public void close() {}
}
