package io.velostream.engine;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;

/// A row of a batch that nobody will change any more.
final class KeptRow extends Row {
  private final Batch batch;
  private final int index;

  KeptRow(Schema schema, Batch batch, int index) {
    super(schema);
    this.batch = batch;
    this.index = index;
  }

  @Override
  Batch batch() {
    return batch;
  }

  @Override
  int index() {
    return index;
  }

  @Override
  public String toString() {
    return text();
  }
}
