package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads nothing, in the place of a table all of which was read before the run was resumed: what
/// has been added to it since came too late for the answer.
final class EndedReader implements BatchReader {
  @Override
  public @Nullable Batch read() {
    return null;
  }

  @Override
  public Optional<ReadPosition> position() {
    return Optional.of(ReadPosition.START);
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  public long bytesTotal() {
    return 0;
  }

  @Override
  public void close() {}
}
