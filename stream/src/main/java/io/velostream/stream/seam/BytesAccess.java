package io.velostream.stream.seam;

import java.io.EOFException;

/// The content of a file in memory.
final class BytesAccess implements Files.RandomAccess {
  private final byte[] content;

  BytesAccess(byte[] content) {
    this.content = content;
  }

  @Override
  public long length() {
    return content.length;
  }

  @Override
  public void read(long position, byte[] target, int offset, int count) throws EOFException {
    if (position < 0 || position > content.length - count) {
      throw new EOFException("no " + count + " bytes at " + position);
    }
    System.arraycopy(content, (int) position, target, offset, count);
  }

  @Override
  public void close() {}
}
