package io.velostream.benchmarks.micro;

import io.velostream.stream.seam.Files;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// A file system of one file, in memory, that can only be read.
final class MemoryFile implements Files {
  private final String name;
  private final byte[] content;

  /// A file of that name; its bytes are not copied.
  MemoryFile(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  @Override
  public InputStream read(String path) {
    return new ByteArrayInputStream(content);
  }

  @Override
  public long length(String path) {
    return content.length;
  }

  @Override
  public boolean exists(String path) {
    return path.equals(name);
  }

  @Override
  public boolean isFolder(String path) {
    return false;
  }

  @Override
  public List<Entry> list(String folder) {
    return List.of(new Entry(name, false, false));
  }

  @Override
  public AtomicFile create(String path) throws IOException {
    throw new IOException("the file in memory can only be read: " + path);
  }
}
