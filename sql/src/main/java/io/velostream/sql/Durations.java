package io.velostream.sql;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations in options, settings and hints: `100 ms`, `5 min`, `1 h`, `1 day`.
public final class Durations {
  private static final Pattern FORM = Pattern.compile("([0-9][0-9_]*)\\s*([a-z]+)");

  private static final Map<String, Long> MICROS =
      Map.ofEntries(
          Map.entry("us", 1L),
          Map.entry("ms", 1_000L),
          Map.entry("s", 1_000_000L),
          Map.entry("min", 60_000_000L),
          Map.entry("h", 3_600_000_000L),
          Map.entry("d", 86_400_000_000L),
          Map.entry("second", 1_000_000L),
          Map.entry("minute", 60_000_000L),
          Map.entry("hour", 3_600_000_000L),
          Map.entry("day", 86_400_000_000L));

  private Durations() {}

  /// A duration in microseconds.
  ///
  /// @param name what has it, for errors
  /// @throws UserException INVALID_OPTION when the text is none
  public static long micros(String name, String text) {
    Matcher parts = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (parts.matches()) {
      String unit = parts.group(2);
      boolean plural = unit.length() > 3 && unit.endsWith("s");
      String singular = plural ? unit.substring(0, unit.length() - 1) : unit;
      Long micros = MICROS.get(singular);
      if (micros != null) {
        try {
          return Math.multiplyExact(Long.parseLong(parts.group(1).replace("_", "")), micros);
        } catch (NumberFormatException | ArithmeticException _) {
          // falls through to the complaint
        }
      }
    }
    throw new UserException(
            ErrorCode.INVALID_OPTION,
            "'%s' must be a duration such as '5 min', '1 h' or '7 d', not '%s'"
                .formatted(name, text))
        .hint("units: us, ms, s, min, h, d; '0 s' is for ever");
  }
}
