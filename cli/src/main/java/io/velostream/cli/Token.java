package io.velostream.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What callers of a server show. It comes from a file or the environment, never from the command
/// line, which others on the machine can see.
final class Token {
  private static final String VARIABLE = "VELOSTREAM_TOKEN";

  private Token() {}

  /// The token in the file, or else in the environment.
  ///
  /// @throws io.velostream.columnar.error.EnvironmentException when the file cannot be read
  static Optional<String> find(@Nullable Path file) {
    String text = file == null ? System.getenv(VARIABLE) : Script.file(file.toString()).text();
    return Optional.ofNullable(text).map(String::strip).filter(token -> !token.isEmpty());
  }
}
