package io.velostream.connector.spi;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.List;
import java.util.Map;

/// The options that say how rows of a table are looked up in a join FOR SYSTEM_TIME AS OF
/// processing time, named as in Flink. Every table may have them; connectors do not look at them.
public final class LookupOptions {
  private static final String CACHE = "lookup.cache";
  private static final String MAX_ROWS = "lookup.partial-cache.max-rows";
  private static final String EXPIRE = "lookup.partial-cache.expire-after-write";
  private static final String MISSING = "lookup.partial-cache.cache-missing-key";
  private static final String RELOAD = "lookup.full-cache.periodic-reload.interval";
  private static final String RETRIES = "lookup.max-retries";

  private LookupOptions() {}

  static List<OptionSpec> specs() {
    return List.of(
        OptionSpec.optional(CACHE, "what a lookup join keeps of the table: NONE, PARTIAL or FULL")
            .oneOf("NONE", "PARTIAL", "FULL"),
        OptionSpec.optional(MAX_ROWS, "PARTIAL: how many rows are kept, 10000 if not said"),
        OptionSpec.optional(EXPIRE, "PARTIAL: how long a row counts after it was looked up"),
        OptionSpec.optional(MISSING, "PARTIAL: whether it is kept that a key has no rows")
            .oneOf("true", "false"),
        OptionSpec.optional(RELOAD, "FULL: after how long the table is read anew"),
        OptionSpec.optional(RETRIES, "how often a lookup is tried again, 3 if not said"));
  }

  /// Those of the options given, checked.
  ///
  /// @throws UserException INVALID_OPTION
  static Map<String, String> check(Map<String, String> given) {
    Map<String, String> own = OptionChecker.among(specs(), given);
    Map<String, String> checked = OptionChecker.check("a lookup", specs(), own).values();
    for (String duration : List.of(EXPIRE, RELOAD)) {
      String text = own.get(duration);
      if (text != null) {
        long _ = Quantities.nanos(duration, text);
      }
    }
    for (String number : List.of(MAX_ROWS, RETRIES)) {
      String text = own.get(number);
      if (text != null && !text.strip().matches("[0-9_]{1,18}")) {
        throw new UserException(
                ErrorCode.INVALID_OPTION,
                "the option '%s' must be a number of 0 or more, not '%s'".formatted(number, text))
            .about(number);
      }
    }
    return checked;
  }
}
