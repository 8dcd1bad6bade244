package io.velostream.sql.lower;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.plan.LookupCache;
import io.velostream.sql.Durations;
import java.util.Locale;
import java.util.Map;

/// The options of a table that say what a lookup join keeps of it, named as in Flink.
final class LookupCaches {
  private static final String CACHE = "lookup.cache";
  private static final String MAX_ROWS = "lookup.partial-cache.max-rows";
  private static final String EXPIRE = "lookup.partial-cache.expire-after-write";
  private static final String MISSING = "lookup.partial-cache.cache-missing-key";
  private static final String RELOAD = "lookup.full-cache.periodic-reload.interval";
  private static final String RETRIES = "lookup.max-retries";
  private static final String USUAL_ROWS = "10000";
  private static final String USUAL_RETRIES = "3";

  private LookupCaches() {}

  /// @param byKey whether rows can be found by their keys, rather than read all
  /// @throws UserException INVALID_OPTION
  static LookupCache of(Map<String, String> options, boolean byKey) {
    String name = options.getOrDefault(CACHE, byKey ? "NONE" : "FULL").toUpperCase(Locale.ROOT);
    if (!byKey && !name.equals("FULL")) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "a table of this kind cannot be asked for some rows, so that '%s' cannot be '%s'"
                  .formatted(CACHE, name))
          .about(CACHE)
          .hint("leave it out: the table is read as a whole, and kept");
    }
    return switch (name) {
      case "NONE" -> new LookupCache.None();
      case "PARTIAL" ->
          new LookupCache.Partial(
              number(MAX_ROWS, options.getOrDefault(MAX_ROWS, USUAL_ROWS)),
              duration(EXPIRE, options),
              !options.getOrDefault(MISSING, "true").equalsIgnoreCase("false"));
      case "FULL" -> new LookupCache.Full(duration(RELOAD, options));
      default ->
          throw new UserException(
                  ErrorCode.INVALID_OPTION, "'%s' cannot be '%s'".formatted(CACHE, name))
              .about(CACHE)
              .hint("allowed values: NONE, PARTIAL, FULL");
    };
  }

  /// How often a lookup that fails is tried again.
  static int retries(Map<String, String> options) {
    return Math.toIntExact(
        Math.min(Integer.MAX_VALUE, number(RETRIES, options.getOrDefault(RETRIES, USUAL_RETRIES))));
  }

  private static long duration(String name, Map<String, String> options) {
    String text = options.get(name);
    return text == null ? 0 : Durations.micros(name, text);
  }

  private static long number(String name, String text) {
    try {
      long number = Long.parseLong(text.strip().replace("_", ""));
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // told below, as what is below 0
    }
    throw new UserException(
            ErrorCode.INVALID_OPTION,
            "the option '%s' must be a number of 0 or more, not '%s'".formatted(name, text))
        .about(name);
  }
}
