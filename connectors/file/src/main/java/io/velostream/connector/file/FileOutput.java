package io.velostream.connector.file;

import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.OutputStream;

/// Where the rows of a file go, to be compressed if need be.
///
/// @param stream to be closed before the file is committed, which stays open
/// @param visibleAtOnce whether somebody sees rows when they are flushed, as in standard output
public record FileOutput(OutputStream stream, boolean visibleAtOnce) {
  /// An output as the options of a table say.
  ///
  /// @param path tells the compression, where the options leave it open
  /// @throws IOException when nothing can be written
  public static FileOutput open(String path, TableRequest request, Files.AtomicFile file)
      throws IOException {
    Compression compression =
        Compression.named(request.options().get(FileConnector.COMPRESSION))
            .orElseGet(() -> Compression.ofName(path));
    boolean visibleAtOnce = path.equals(FileSet.STANDARD) && compression == Compression.NONE;
    return new FileOutput(compression.compressed(file.stream()), visibleAtOnce);
  }
}
