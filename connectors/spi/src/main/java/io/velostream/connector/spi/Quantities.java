package io.velostream.connector.spi;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whole numbers with units in options and settings: `100 ms`, `5 min`, `64 mb`.
public final class Quantities {
  private static final Pattern FORM = Pattern.compile("([0-9][0-9_]*)\\s*([a-z]*)");

  private static final Map<String, Long> NANOS =
      units(
          "ns",
          1L,
          "us",
          1_000L,
          "ms",
          1_000_000L,
          "s",
          1_000_000_000L,
          "min",
          60_000_000_000L,
          "h",
          3_600_000_000_000L,
          "d",
          86_400_000_000_000L);

  private static final Map<String, Long> BYTES =
      units("b", 1L, "kb", 1L << 10, "mb", 1L << 20, "gb", 1L << 30, "tb", 1L << 40);

  private Quantities() {}

  private static Map<String, Long> units(Object... pairs) {
    Map<String, Long> units = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      units.put((String) pairs[i], (Long) pairs[i + 1]);
    }
    return units;
  }

  /// A duration in nanoseconds; it must have a unit.
  ///
  /// @param option names it in errors
  /// @throws UserException INVALID_OPTION when the text is none
  public static long nanos(String option, String text) {
    return parse(option, text, NANOS, "a duration such as '100 ms', '5 min' or '1 h'", false);
  }

  /// A size in bytes; a number alone is bytes.
  ///
  /// @param option names it in errors
  /// @throws UserException INVALID_OPTION when the text is none
  public static long bytes(String option, String text) {
    return parse(option, text, BYTES, "a size such as '64 mb' or '1 gb'", true);
  }

  private static long parse(
      String option, String text, Map<String, Long> units, String form, boolean plain) {
    Matcher parts = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    Long unit =
        !parts.matches()
            ? null
            : parts.group(2).isEmpty() && plain ? Long.valueOf(1) : units.get(parts.group(2));
    if (unit != null) {
      try {
        return Math.multiplyExact(Long.parseLong(parts.group(1).replace("_", "")), unit);
      } catch (NumberFormatException | ArithmeticException _) {
        // falls through to the complaint
      }
    }
    throw new UserException(
            ErrorCode.INVALID_OPTION,
            "the option '" + option + "' must be " + form + ", not '" + text + "'")
        .hint("units: " + String.join(", ", units.keySet()));
  }
}
