package io.velostream.connector.file;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.stream.seam.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The options that make a table one without an end.
final class Follow {
  private static final String OPTION = "follow";
  private static final String INTERVAL = "follow.interval";

  private Follow() {}

  static List<OptionSpec> options() {
    return List.of(
        OptionSpec.withDefault(
                OPTION,
                "false",
                "whether to wait for lines that are appended, and for files that come")
            .oneOf("true", "false"),
        OptionSpec.withDefault(
            INTERVAL, "100 ms", "time from one look for new lines and files to the next"));
  }

  /// Whether options that may still be wrong ask for it.
  static boolean isWanted(Map<String, String> given) {
    return "true".equalsIgnoreCase(given.get(OPTION));
  }

  static boolean isWanted(Options options) {
    return options.getBoolean(OPTION);
  }

  static long interval(Options options) {
    long nanos = options.getNanos(INTERVAL);
    if (nanos == 0) {
      throw new UserException(
          ErrorCode.INVALID_OPTION, "the option '" + INTERVAL + "' must be more than nothing");
    }
    return nanos;
  }

  /// The source of the files.
  ///
  /// @throws UserException INVALID_OPTION when the table cannot be followed
  static TextSource source(String path, FileFormat.Source source) {
    if (path.equals(FileSet.STANDARD)) {
      throw new UserException(ErrorCode.INVALID_OPTION, "standard input cannot be followed")
          .hint("it is read as it comes until it is closed; leave out '" + OPTION + "'");
    }
    if (source instanceof TextSource text) {
      if (!text.isUtf8()) {
        throw new UserException(ErrorCode.INVALID_OPTION, "only UTF-8 can be followed");
      }
      return text;
    }
    throw new UserException(
        ErrorCode.INVALID_OPTION, "only files of lines, CSV and JSON, can be followed");
  }

  /// Whether the path stands for any number of files.
  static boolean isMany(String path, Files files) {
    return !files.exists(path) && (files.isFolder(path) || FilePattern.isPattern(path));
  }

  /// Whether a file is compressed as a whole: then nothing can be appended to it.
  static boolean isCompressed(String path, Options options) {
    Optional<Compression> chosen = Compression.named(options.get(FileConnector.COMPRESSION));
    return chosen.orElseGet(() -> Compression.ofName(path)) != Compression.NONE;
  }
}
