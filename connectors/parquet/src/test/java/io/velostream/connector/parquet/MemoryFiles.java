package io.velostream.connector.parquet;

import io.velostream.stream.seam.Files;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A file system in memory, without folders.
final class MemoryFiles implements Files {
  final Map<String, byte[]> content = new TreeMap<>();

  private byte[] get(String path) throws IOException {
    byte[] bytes = content.get(path);
    if (bytes == null) {
      throw new NoSuchFileException(path);
    }
    return bytes;
  }

  @Override
  public InputStream read(String path) throws IOException {
    return new ByteArrayInputStream(get(path));
  }

  @Override
  public long length(String path) throws IOException {
    return get(path).length;
  }

  @Override
  public boolean exists(String path) {
    return content.containsKey(path);
  }

  @Override
  public boolean isFolder(String path) {
    return false;
  }

  @Override
  public List<Entry> list(String folder) {
    return content.keySet().stream().map(name -> new Entry(name, false, false)).toList();
  }

  @Override
  public AtomicFile create(String path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new AtomicFile() {
      @Override
      public OutputStream stream() {
        return bytes;
      }

      @Override
      public void commit() {
        content.put(path, bytes.toByteArray());
      }

      @Override
      public void close() {}
    };
  }
}
