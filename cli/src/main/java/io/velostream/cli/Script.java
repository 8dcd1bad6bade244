package io.velostream.cli;

import io.velostream.columnar.error.EnvironmentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// SQL text and what to call it in messages.
public record Script(String name, String text) {
  /// Reads a file, or standard input for `-`.
  ///
  /// @throws EnvironmentException when it cannot be read
  public static Script file(String name) {
    try {
      return name.equals("-")
          ? new Script("standard input", text(System.in.readAllBytes()))
          : new Script(name, text(Files.readAllBytes(Path.of(name))));
    } catch (NoSuchFileException e) {
      throw new EnvironmentException("there is no file " + name, e, false);
    } catch (IOException e) {
      throw new EnvironmentException("cannot read " + name + ": " + e.getMessage(), e, false);
    }
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
