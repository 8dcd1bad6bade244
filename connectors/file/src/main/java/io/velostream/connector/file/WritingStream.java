package io.velostream.connector.file;

import io.velostream.stream.seam.DurableFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/// Writes to a file, counts and sums up; closing it does not close the file.
final class WritingStream extends OutputStream {
  private final DurableFiles.Writing file;
  private final CRC32C sum = new CRC32C();
  private long count;

  WritingStream(DurableFiles.Writing file) {
    this.file = file;
  }

  /// Bytes written.
  long count() {
    return count;
  }

  /// A checksum of all bytes written.
  int sum() {
    return (int) sum.getValue();
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    file.write(bytes, offset, length);
    sum.update(bytes, offset, length);
    count += length;
  }
}
