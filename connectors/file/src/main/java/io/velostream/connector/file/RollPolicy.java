package io.velostream.connector.file;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// When a file that is written has enough and the next one begins: at the first of its limits.
///
/// @param rows a file has no more
/// @param bytes a file that has so many is complete
/// @param nanos time after the first row
record RollPolicy(long rows, long bytes, long nanos) {
  private static final String ROWS = "sink.roll.rows";
  private static final String BYTES = "sink.roll.bytes";
  private static final String INTERVAL = "sink.roll.interval";

  static List<OptionSpec> options() {
    return List.of(
        OptionSpec.optional(ROWS, "writing many files: rows of a file at most"),
        OptionSpec.optional(
            BYTES, "writing many files: a file that has so many bytes (64 mb) is complete"),
        OptionSpec.optional(
            INTERVAL,
            "writing many files: a file is complete so long (5 min) after its first row"));
  }

  /// Whether the options ask for any limit.
  static boolean isWanted(Options options) {
    return Stream.of(ROWS, BYTES, INTERVAL).anyMatch(name -> options.find(name).isPresent());
  }

  static RollPolicy of(Options options) {
    return new RollPolicy(
        limit(options, ROWS, options::getLong),
        limit(options, BYTES, options::getBytes),
        limit(options, INTERVAL, options::getNanos));
  }

  private static long limit(Options options, String name, Function<String, Long> get) {
    if (options.find(name).isEmpty()) {
      return Long.MAX_VALUE;
    }
    long limit = get.apply(name);
    if (limit < 1) {
      throw new UserException(
          ErrorCode.INVALID_OPTION, "the option '" + name + "' must be more than nothing");
    }
    return limit;
  }
}
