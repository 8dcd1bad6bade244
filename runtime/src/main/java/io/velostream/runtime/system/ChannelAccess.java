package io.velostream.runtime.system;

import io.velostream.stream.seam.Files;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file on disk, read at any place.
final class ChannelAccess implements Files.RandomAccess {
  private final FileChannel channel;

  private ChannelAccess(FileChannel channel) {
    this.channel = channel;
  }

  static ChannelAccess open(Path path) throws IOException {
    return new ChannelAccess(FileChannel.open(path, StandardOpenOption.READ));
  }

  @Override
  public long length() throws IOException {
    return channel.size();
  }

  @Override
  public void read(long position, byte[] target, int offset, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position() - offset) < 0) {
        throw new EOFException("no " + count + " bytes at " + position);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
