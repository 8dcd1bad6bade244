package io.velostream.runtime.system;

import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The file system of the machine.
final class SystemFiles implements Files {
  private static final String STANDARD = "-";

  /// How many names a hint looks at; a folder can be huge.
  private static final int MAX_SIBLINGS = 10_000;

  private final StandardInput standardInput = new StandardInput(System.in);

  @Override
  public InputStream read(String path) throws IOException {
    return path.equals(STANDARD)
        ? standardInput.open()
        : java.nio.file.Files.newInputStream(resolve(path));
  }

  @Override
  public long length(String path) throws IOException {
    if (path.equals(STANDARD)) {
      return -1;
    }
    Path file = resolve(path);
    return java.nio.file.Files.isRegularFile(file) ? java.nio.file.Files.size(file) : -1;
  }

  @Override
  public boolean exists(String path) {
    try {
      return java.nio.file.Files.isRegularFile(resolve(path));
    } catch (IOException _) {
      return false; // a text that is no path names no file
    }
  }

  @Override
  public List<String> siblings(String path) {
    List<String> names = new ArrayList<>();
    try {
      Path folder = resolve(path).toAbsolutePath().getParent();
      if (folder == null) {
        return List.of();
      }
      try (DirectoryStream<Path> entries = java.nio.file.Files.newDirectoryStream(folder)) {
        for (Path entry : entries) {
          Path name = entry.getFileName();
          if (name != null) {
            names.add(name.toString());
          }
          if (names.size() == MAX_SIBLINGS) {
            break;
          }
        }
      }
    } catch (IOException _) {
      return List.of(); // only a hint: a folder that cannot be listed has nothing to offer
    }
    Collections.sort(names);
    return names;
  }

  @Override
  public AtomicFile create(String path) throws IOException {
    if (path.equals(STANDARD)) {
      return new DirectOutput(System.out, false);
    }
    Path target = resolve(path);
    if (java.nio.file.Files.exists(target) && !java.nio.file.Files.isRegularFile(target)) {
      // A device or a pipe, such as /dev/null: it cannot be replaced, only written to.
      OutputStream stream = java.nio.file.Files.newOutputStream(target);
      return new DirectOutput(stream, true);
    }
    return ReplacedFile.create(target);
  }

  private static Path resolve(String path) throws IOException {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new IOException("'" + path + "' is no path: " + e.getReason(), e);
    }
  }
}
