package io.velostream.conformance.docs;

import io.velostream.stream.seam.Files;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  public List<String> siblings(String path) {
    return List.of();
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
