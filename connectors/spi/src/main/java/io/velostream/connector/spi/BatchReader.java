package io.velostream.connector.spi;

import io.velostream.columnar.Batch;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a table from its start to its end; belongs to one thread.
public interface BatchReader extends AutoCloseable {
  /// The next rows, or `null` at the end. A batch may be empty when only bad rows were met, or when
  /// a source without an end has nothing at present: it does not wait. A batch is valid until the
  /// next call: arrays are reused.
  ///
  /// @throws IOException when the source fails
  /// @throws io.velostream.columnar.error.UserException when the data cannot be read at all
  @Nullable Batch read() throws IOException;

  /// How many of the batches read last stay valid. More than one where arrays are not reused. One
  /// for a reader that tells its position, since it would be that behind rows nobody has worked on
  /// yet.
  default int batchesKept() {
    return 1;
  }

  /// Where another reader goes on after the rows read so far; nothing when the source cannot be
  /// read from any place.
  ///
  /// @throws IOException when the source fails
  default Optional<ReadPosition> position() throws IOException {
    return Optional.empty();
  }

  /// Bytes consumed so far, before decompression, for a progress display.
  long bytesRead();

  /// Bytes in all, or -1 when unknown.
  long bytesTotal();

  @Override
  void close() throws IOException;
}
