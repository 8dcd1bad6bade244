package io.velostream.runtime.parallel;

import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TurnReader;
import java.io.IOException;
import java.util.Optional;

/// Where a table is to be read on.
final class Places {
  private Places() {}

  /// The place behind a round of turns of all readers.
  ///
  /// @param first the first reader, or the only one
  /// @return nothing when the table cannot be read from the middle
  /// @throws IOException when the source fails
  static Optional<TurnReader.Place> behindRound(BatchReader first) throws IOException {
    if (first instanceof TurnReader turns) {
      return turns.placeBehindRound();
    }
    Optional<ReadPosition> position = first.position();
    return position.map(at -> () -> at);
  }
}
