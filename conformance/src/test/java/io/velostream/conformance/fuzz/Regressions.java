package io.velostream.conformance.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Inputs that were findings once: a file each below `src/test/resources/fuzz/<target>`.
final class Regressions {
  private static final Path ROOT = Path.of("src", "test", "resources", "fuzz");

  private Regressions() {}

  static List<String> of(String target) {
    Path folder = ROOT.resolve(target);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> inputs = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        inputs.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return inputs;
  }
}
