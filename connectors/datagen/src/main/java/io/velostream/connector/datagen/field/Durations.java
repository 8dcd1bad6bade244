package io.velostream.connector.datagen.field;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them: `30 ms`, `1.5 s`, `2 min`.
final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-zµ]+)");
  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("us", 1L),
          Map.entry("µs", 1L),
          Map.entry("ms", 1_000L),
          Map.entry("s", 1_000_000L),
          Map.entry("second", 1_000_000L),
          Map.entry("m", 60_000_000L),
          Map.entry("min", 60_000_000L),
          Map.entry("minute", 60_000_000L),
          Map.entry("h", 3_600_000_000L),
          Map.entry("hour", 3_600_000_000L),
          Map.entry("d", 86_400_000_000L),
          Map.entry("day", 86_400_000_000L));

  private Durations() {}

  /// The microseconds of a text, if it is a duration.
  static OptionalLong micros(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    String unit = matcher.group(2);
    Long micros = UNITS.get(unit);
    if (micros == null && unit.endsWith("s")) {
      micros = UNITS.get(unit.substring(0, unit.length() - 1));
    }
    if (micros == null) {
      return OptionalLong.empty();
    }
    BigDecimal value = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(micros));
    return value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 4)) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(value.longValue());
  }
}
