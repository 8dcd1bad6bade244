package io.velostream.conformance.docs;

import io.velostream.stream.seam.Files;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The files of the checkout, and above them in memory those that examples have written. Standard
/// output is given, standard input is empty.
final class DocumentFiles implements Files {
  private final Path root;
  private final OutputStream standardOutput;
  private final Map<String, byte[]> written = new HashMap<>();

  DocumentFiles(Path root, OutputStream standardOutput) {
    this.root = root;
    this.standardOutput = standardOutput;
  }

  @Override
  public InputStream read(String path) throws IOException {
    if (path.equals("-")) {
      return InputStream.nullInputStream();
    }
    byte[] bytes = written.get(path);
    return bytes == null
        ? java.nio.file.Files.newInputStream(root.resolve(path))
        : new ByteArrayInputStream(bytes);
  }

  @Override
  public long length(String path) throws IOException {
    byte[] bytes = written.get(path);
    return bytes == null ? java.nio.file.Files.size(root.resolve(path)) : bytes.length;
  }

  @Override
  public boolean exists(String path) {
    return written.containsKey(path) || java.nio.file.Files.isRegularFile(root.resolve(path));
  }

  @Override
  public boolean isFolder(String path) {
    String inside = path.endsWith("/") ? path : path + "/";
    return written.keySet().stream().anyMatch(name -> name.startsWith(inside))
        || java.nio.file.Files.isDirectory(root.resolve(path));
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    TreeMap<String, Entry> entries = new TreeMap<>();
    String inside = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
    for (String name : written.keySet()) {
      if (name.startsWith(inside)) {
        String rest = name.substring(inside.length());
        int slash = rest.indexOf('/');
        String first = slash < 0 ? rest : rest.substring(0, slash);
        entries.put(first, new Entry(first, slash >= 0, false));
      }
    }
    Path path = root.resolve(folder);
    if (java.nio.file.Files.isDirectory(path)) {
      try (DirectoryStream<Path> paths = java.nio.file.Files.newDirectoryStream(path)) {
        for (Path entry : paths) {
          String name = entry.getFileName().toString();
          entries.put(name, new Entry(name, java.nio.file.Files.isDirectory(entry), false));
        }
      }
    }
    return List.copyOf(entries.values());
  }

  @Override
  public AtomicFile create(String path) {
    return path.equals("-")
        ? new Output(standardOutput, () -> {})
        : memory(path, new ByteArrayOutputStream());
  }

  private Output memory(String path, ByteArrayOutputStream bytes) {
    return new Output(bytes, () -> written.put(path, bytes.toByteArray()));
  }

  /// A file in the making.
  private record Output(OutputStream stream, Runnable whenDone) implements AtomicFile {
    @Override
    public void commit() {
      whenDone.run();
    }

    @Override
    public void close() {}
  }
}
