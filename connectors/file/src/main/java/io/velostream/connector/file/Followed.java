package io.velostream.connector.file;

import io.velostream.columnar.Batch;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A file of a table that is followed. Names and lengths are told at each look; in between it is
/// read in turns.
sealed interface Followed extends AutoCloseable permits GrowingFile, WholeFile {
  /// The name that it was found by.
  String path();

  /// A look has found the file.
  ///
  /// @throws IOException when it cannot be opened anew
  void seen(String path, Files.Status status) throws IOException;

  /// A look has not found the file.
  ///
  /// @param now the clock's count of nanoseconds
  void gone(long now);

  /// A turn begins: other files may have been read since.
  void resume();

  /// The next rows of this turn, valid until the next call; `null` ends the turn.
  ///
  /// @throws IOException when it cannot be read
  @Nullable Batch read() throws IOException;

  /// A turn has ended.
  ///
  /// @param keepOpen whether the file may stay open until the next one
  /// @throws IOException when it cannot be closed
  void rest(boolean keepOpen) throws IOException;

  /// Whether the file is open.
  boolean isOpen();

  /// Whether nothing of it is left to be read, and never will be.
  boolean isOver();

  /// Bytes read so far.
  long bytesRead();

  @Override
  void close() throws IOException;
}
