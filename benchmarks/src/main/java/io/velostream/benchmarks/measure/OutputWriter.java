package io.velostream.benchmarks.measure;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.operators.Output;

/// The sink of a job that is measured.
record OutputWriter(Output output) implements BatchWriter {
  @Override
  public void write(Batch batch) {
    output.emit(batch);
  }

  @Override
  public void endStep() {}

  @Override
  public void commit() {}

  @Override
  public void close() {}
}
