package io.velostream.expression.function;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.Map;
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
