package io.velostream.expression.function;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Formats of dates and times as other systems write them, said in the letters of DATE_FORMAT.
final class TimeFormats {
  /// Of C, Python and DuckDB: behind a percent sign.
  private static final Map<Character, String> STRFTIME =
      Map.ofEntries(
          Map.entry('Y', "uuuu"),
          Map.entry('y', "uu"),
          Map.entry('m', "MM"),
          Map.entry('d', "dd"),
          Map.entry('H', "HH"),
          Map.entry('I', "hh"),
          Map.entry('M', "mm"),
          Map.entry('S', "ss"),
          Map.entry('f', "SSSSSS"),
          Map.entry('g', "SSS"),
          Map.entry('p', "a"),
          Map.entry('j', "DDD"),
          Map.entry('b', "MMM"),
          Map.entry('B', "MMMM"),
          Map.entry('a', "EEE"),
          Map.entry('A', "EEEE"),
          Map.entry('F', "uuuu-MM-dd"),
          Map.entry('T', "HH:mm:ss"),
          Map.entry('%', "%"));

  /// Of PostgreSQL, the longer words first; what is refused has an empty text.
  private static final Map<String, String> TO_CHAR =
      new TreeMap<>((a, b) -> a.length() != b.length() ? b.length() - a.length() : a.compareTo(b));

  static {
    TO_CHAR.putAll(
        Map.ofEntries(
            Map.entry("IYYY", "YYYY"),
            Map.entry("YYYY", "uuuu"),
            Map.entry("YY", "uu"),
            Map.entry("MM", "MM"),
            Map.entry("DDD", "DDD"),
            Map.entry("DD", "dd"),
            Map.entry("HH24", "HH"),
            Map.entry("HH12", "hh"),
            Map.entry("HH", "hh"),
            Map.entry("MI", "mm"),
            Map.entry("SS", "ss"),
            Map.entry("MS", "SSS"),
            Map.entry("US", "SSSSSS"),
            Map.entry("IW", "ww"),
            Map.entry("Q", "Q"),
            Map.entry("AM", "a"),
            Map.entry("PM", "a"),
            Map.entry("MONTH", ""),
            Map.entry("MON", "MMM"),
            Map.entry("DAY", ""),
            Map.entry("DY", "EEE"),
            Map.entry("TZ", ""),
            Map.entry("FM", ""),
            Map.entry("WW", ""),
            Map.entry("CC", ""),
            Map.entry("J", ""),
            Map.entry("W", ""),
            Map.entry("D", ""),
            Map.entry("Y", "")));
  }

  private TimeFormats() {}

  /// A format of `strftime`.
  ///
  /// @throws UserException for a letter that is not known
  static String ofStrftime(String format) {
    Pattern pattern = new Pattern();
    int i = 0;
    while (i < format.length()) {
      if (format.charAt(i) != '%') {
        pattern.literal(format.charAt(i++));
        continue;
      }
      @Nullable String letters =
          i + 1 < format.length() ? STRFTIME.get(format.charAt(i + 1)) : null;
      if (letters == null) {
        throw unknown(format, "%Y %m %d %H %I %M %S %f %g %p %j %b %B %a %A %F %T %%");
      }
      if (letters.equals("%")) {
        pattern.literal('%');
      } else {
        pattern.letters(letters);
      }
      i += 2;
    }
    return pattern.text();
  }

  /// A format of PostgreSQL's TO_CHAR.
  ///
  /// @throws UserException for a word that is not known
  static String ofToChar(String format) {
    Pattern pattern = new Pattern();
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      if (c == '"') {
        int end = format.indexOf('"', i + 1);
        int stop = end < 0 ? format.length() : end;
        format.substring(i + 1, stop).chars().forEach(l -> pattern.literal((char) l));
        i = stop + 1;
        continue;
      }
      String word = word(format, i);
      if (word == null) {
        pattern.literal(c);
        i++;
        continue;
      }
      String letters = TO_CHAR.getOrDefault(word, "");
      boolean name = word.equals("MON") || word.equals("DY");
      if (letters.isEmpty() || (name && Character.isUpperCase(format.charAt(i + 1)))) {
        throw unknown(
            format,
            "YYYY YY MM Mon DD DDD Dy HH24 HH12 HH MI SS MS US AM PM Q IW IYYY and \"text\"");
      }
      pattern.letters(letters);
      i += word.length();
    }
    return pattern.text();
  }

  private static @Nullable String word(String format, int at) {
    String rest = format.substring(at).toUpperCase(Locale.ROOT);
    return TO_CHAR.keySet().stream().filter(rest::startsWith).findFirst().orElse(null);
  }

  private static UserException unknown(String format, String known) {
    return new UserException(
            ErrorCode.INVALID_ARGUMENT, "'" + format + "' is no format that is known here")
        .hint("it may have " + known + "; DATE_FORMAT takes patterns such as yyyy-MM-dd");
  }

  /// A pattern in the making: runs of literal text are put into quotes.
  private static final class Pattern {
    private final StringBuilder all = new StringBuilder();
    private final StringBuilder run = new StringBuilder();

    void literal(char c) {
      run.append(c);
    }

    void letters(String letters) {
      endRun();
      all.append(letters);
    }

    private void endRun() {
      boolean words = run.chars().anyMatch(c -> Character.isLetter(c) || "[]{}#'".indexOf(c) >= 0);
      String text = run.toString();
      all.append(words ? "'" + text.replace("'", "''") + "'" : text);
      run.setLength(0);
    }

    String text() {
      endRun();
      return all.toString();
    }
  }
}
