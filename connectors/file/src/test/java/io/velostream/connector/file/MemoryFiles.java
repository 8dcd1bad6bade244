package io.velostream.connector.file;

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

/// A file system in memory; a commit can be made to fail.
final class MemoryFiles implements Files {
  final Map<String, byte[]> content = new TreeMap<>();
  boolean failCommits;

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
    return !path.isEmpty()
        && content.keySet().stream().anyMatch(name -> name.startsWith(inside(path)));
  }

  @Override
  public List<Entry> list(String folder) {
    Map<String, Entry> entries = new TreeMap<>();
    for (String path : content.keySet()) {
      boolean absolute = path.startsWith("/");
      if (absolute == folder.startsWith("/") && path.startsWith(inside(folder))) {
        String rest = path.substring(inside(folder).length());
        int slash = rest.indexOf('/');
        String name = slash < 0 ? rest : rest.substring(0, slash);
        entries.put(name, new Entry(name, slash >= 0, false));
      }
    }
    return List.copyOf(entries.values());
  }

  private static String inside(String folder) {
    return folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
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
      public void commit() throws IOException {
        if (failCommits) {
          throw new IOException("no space left");
        }
        content.put(path, bytes.toByteArray());
      }

      @Override
      public void close() {}
    };
  }
}
