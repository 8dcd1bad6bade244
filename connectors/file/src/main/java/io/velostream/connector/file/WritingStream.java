package io.velostream.connector.file;

import io.velostream.stream.seam.DurableFiles;
import java.io.IOException;
import java.io.OutputStream;

/// Writes to a file and counts; closing it does not close the file.
final class WritingStream extends OutputStream {
  private final DurableFiles.Writing file;
  private long count;

  WritingStream(DurableFiles.Writing file) {
    this.file = file;
  }

  /// Bytes written.
  long count() {
    return count;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    file.write(bytes, offset, length);
    count += length;
  }
}
