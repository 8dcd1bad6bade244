package io.velostream.connector.formats;

import io.velostream.columnar.Batch;

/// Turns rows into the bytes of messages; belongs to one thread.
public interface MessageEncoder {
  /// Whether messages say if they are insertions or retractions.
  boolean isChangelog();

  /// Appends the message of one row.
  ///
  /// @param inserted whether it is an insertion, else a retraction
  void message(Batch batch, int row, boolean inserted, TextBuffer out);
}
