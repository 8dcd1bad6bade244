package io.velostream.connector.spi;

import io.velostream.columnar.Batch;
import java.io.IOException;

/// Finds rows of a table by their keys, as the table is when it is asked. Used by one thread.
public interface KeyLookup extends AutoCloseable {
  /// The rows that have any of these keys, with the columns that were asked for when it was opened.
  /// After a failure the same may be asked again.
  ///
  /// @param keys one column for each part of the key, different from each other, none of them NULL
  /// @return valid until the next call
  /// @throws UnavailableException when the same may succeed later
  Batch find(Batch keys) throws IOException;

  @Override
  void close() throws IOException;
}
