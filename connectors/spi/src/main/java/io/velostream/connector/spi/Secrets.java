package io.velostream.connector.spi;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes the place of references in options: `${env:NAME}` is an environment variable,
/// `${file:PATH}` the first line of a file. They are looked up when a connection is made, so that
/// what they stand for is neither in a definition nor in a checkpoint.
public final class Secrets {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]*)}");

  private final Variables variables;
  private final Files files;

  /// References to the environment of the process and to files.
  public Secrets(Files files) {
    this(System::getenv, files);
  }

  /// @param variables the environment
  public Secrets(Variables variables, Files files) {
    this.variables = variables;
    this.files = files;
  }

  /// Environment variables by name; `null` for one that is not set.
  @FunctionalInterface
  public interface Variables {
    /// The value of a variable.
    @Nullable String get(String name);
  }

  /// The text with what its references stand for.
  ///
  /// @param option whose value it is, for messages
  /// @throws UserException INVALID_OPTION when a variable is not set
  public String resolve(String option, String text) {
    UnaryOperator<String> quote = Matcher::quoteReplacement;
    return REFERENCE
        .matcher(text)
        .replaceAll(found ->
            quote.apply(
                found.group(1).equals("env")
                    ? variable(option, found.group(2))
                    : firstLine(option, found.group(2))));
  }

  private String variable(String option, String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the option '%s' refers to the environment variable '%s', which is not set"
                  .formatted(option, name))
          .about(option);
    }
    return value;
  }

  private String firstLine(String option, String path) {
    try (InputStream in = files.read(path)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("");
    } catch (IOException e) {
      throw new EnvironmentException(
          "the option '%s' refers to the file '%s', which cannot be read".formatted(option, path),
          e,
          false);
    }
  }
}
