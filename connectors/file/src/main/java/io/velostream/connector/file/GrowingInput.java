package io.velostream.connector.file;

import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bytes of a file up to a length that moves on. It says that it is at its end there, and can
/// be read on when the length has grown.
///
/// The file stays open between reads, so that it can be read to its end when it has been renamed or
/// deleted; it can be closed in between, and is then opened again by its name.
final class GrowingInput extends InputStream {
  private final Files files;
  private final String identity;
  private String path;
  private @Nullable InputStream stream;
  private long position;
  private long limit;

  GrowingInput(Files files, String path, String identity) {
    this.files = files;
    this.path = path;
    this.identity = identity;
  }

  /// How far it has been read.
  long position() {
    return position;
  }

  /// The file has this name and length now.
  void seen(String name, long length) {
    path = name;
    limit = length;
  }

  /// The file has no name any more; what it still holds can be read if it is open.
  void unnamed() {
    limit = stream == null ? position : Long.MAX_VALUE;
  }

  /// Whether there may be bytes that were not read.
  boolean hasMore() {
    return position < limit;
  }

  boolean isOpen() {
    return stream != null;
  }

  /// Opens the file, if it still has its name.
  void open() throws IOException {
    opened();
  }

  /// Starts over at the first byte.
  void restart() throws IOException {
    suspend();
    position = 0;
  }

  /// Closes the file until it is read on.
  void suspend() throws IOException {
    InputStream open = stream;
    stream = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    InputStream in = hasMore() ? opened() : null;
    if (in == null) {
      return -1;
    }
    int count = in.read(buffer, offset, (int) Math.min(length, limit - position));
    position += Math.max(count, 0);
    return count;
  }

  @Override
  public int available() throws IOException {
    InputStream open = stream;
    return open == null || !hasMore() ? 0 : open.available();
  }

  /// The stream at its position, or `null` when another file has taken the name.
  private @Nullable InputStream opened() throws IOException {
    if (stream == null && isNamed()) {
      InputStream in;
      try {
        in = files.read(path);
      } catch (NoSuchFileException _) {
        return null; // deleted just now, as the next look will tell
      }
      try {
        in.skipNBytes(position);
      } catch (java.io.EOFException _) {
        in.close();
        return null; // cut just now, as the next look will tell
      } catch (IOException e) {
        in.close();
        throw e;
      }
      stream = in;
      if (!isNamed()) {
        suspend(); // renamed in between: it may be another file that was opened
      }
    }
    return stream;
  }

  private boolean isNamed() throws IOException {
    Optional<Files.Status> status = files.status(path);
    return status.isPresent() && status.get().identity().equals(identity);
  }

  @Override
  public void close() throws IOException {
    suspend();
  }
}
