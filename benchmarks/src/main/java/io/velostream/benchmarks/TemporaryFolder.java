package io.velostream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder for files that nobody needs afterwards.
///
/// @param path where it is
record TemporaryFolder(Path path) implements AutoCloseable {
  /// A new, empty folder.
  ///
  /// @throws IOException when it cannot be made
  static TemporaryFolder create() throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("velostream-bench-"));
  }

  /// Deletes all in it and itself.
  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
