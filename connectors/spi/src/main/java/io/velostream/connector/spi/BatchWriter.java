package io.velostream.connector.spi;

import io.velostream.columnar.Batch;
import java.io.IOException;

/// Writes a table; belongs to one thread.
public interface BatchWriter extends AutoCloseable {
  /// Writes the live rows of a batch with their weights: a row of weight 2 is written twice.
  ///
  /// @throws IOException when the sink fails
  void write(Batch batch) throws IOException;

  /// A step has ended: an unbuffered sink (a terminal) shows what it has.
  ///
  /// @throws IOException when the sink fails
  void endStep() throws IOException;

  /// All rows have been written: makes them visible, durably and at once.
  ///
  /// @throws IOException when that fails; nothing is visible then
  void commit() throws IOException;

  /// Releases everything; what was not committed is dropped.
  @Override
  void close() throws IOException;
}
