package io.velostream.engine.execute;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchWriter;
import java.io.IOException;

/// A writer with a table for dead letters beside it.
final class LetterWriter implements BatchWriter {
  private final BatchWriter output;
  private final BatchWriter letters;
  private final LetterBox box;

  /// Takes over both writers, and closes them.
  LetterWriter(BatchWriter output, BatchWriter letters, LetterBox box) {
    this.output = output;
    this.letters = letters;
    this.box = box;
  }

  @Override
  public void write(Batch batch) throws IOException {
    output.write(batch);
  }

  @Override
  public void endStep() throws IOException {
    output.endStep();
    empty();
    letters.endStep();
  }

  private void empty() throws IOException {
    Batch rows = box.take();
    if (rows != null) {
      letters.write(rows);
    }
  }

  /// The output comes first: only its commit may tell of the last rows that it refuses.
  @Override
  public void commit() throws IOException {
    output.commit();
    empty();
    letters.commit();
  }

  @Override
  public void close() throws IOException {
    try (BatchWriter _ = output;
        BatchWriter _ = letters) {
      // Both are closed, whatever happens to one of them.
    }
  }
}
