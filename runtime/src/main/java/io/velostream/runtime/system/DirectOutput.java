package io.velostream.runtime.system;

import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.OutputStream;

/// Standard output, a device or a pipe: visible as it is written; there is nothing to take back.
final class DirectOutput implements Files.AtomicFile {
  private final OutputStream stream;
  private final boolean owned;

  DirectOutput(OutputStream stream, boolean owned) {
    this.stream = stream;
    this.owned = owned;
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public void commit() throws IOException {
    stream.flush();
  }

  @Override
  public void close() throws IOException {
    if (owned) {
      stream.close();
    }
  }
}
