package io.velostream.conformance.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Finds and reads test files.
public final class TestFiles {
  /// The folder of the files, as seen from the module's folder.
  public static final Path ROOT = Path.of("src/test/resources/sql");

  private TestFiles() {}

  /// All files below a folder, in order of their names.
  public static List<Path> below(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(p -> p.toString().endsWith(".test")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads a file.
  public static TestFile read(Path path) {
    try {
      return TestFile.parse(path.toString(), Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
