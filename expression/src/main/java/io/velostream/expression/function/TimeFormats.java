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
          Map.entry('R', "HH:mm"),
          Map.entry('e', "ppd"),
          Map.entry('k', "ppH"),
          Map.entry('l', "pph"),
          Map.entry('h', "MMM"),
          Map.entry('D', "MM/dd/uu"),
          Map.entry('x', "MM/dd/uu"),
          Map.entry('X', "HH:mm:ss"),
          Map.entry('c', "EEE MMM ppd HH:mm:ss uuuu"),
          Map.entry('%', "%"));

  /// The words of templates for what STRPTIME reads.
  private static final Map<Character, String> STRPTIME =
      Map.ofEntries(
          Map.entry('Y', "YYYY"),
          Map.entry('y', "YY"),
          Map.entry('m', "MM"),
          Map.entry('d', "DD"),
          Map.entry('e', "DD"),
          Map.entry('j', "DDD"),
          Map.entry('H', "HH24"),
          Map.entry('k', "HH24"),
          Map.entry('I', "HH12"),
          Map.entry('l', "HH12"),
          Map.entry('M', "MI"),
          Map.entry('S', "SS"),
          Map.entry('f', "US"),
          Map.entry('g', "MS"),
          Map.entry('p', "AM"),
          Map.entry('b', "MON"),
          Map.entry('h', "MON"),
          Map.entry('B', "MONTH"),
          Map.entry('a', "DY"),
          Map.entry('A', "DAY"),
          Map.entry('F', "YYYY-MM-DD"),
          Map.entry('T', "HH24:MI:SS"),
          Map.entry('X', "HH24:MI:SS"),
          Map.entry('R', "HH24:MI"),
          Map.entry('D', "MM/DD/YY"),
          Map.entry('x', "MM/DD/YY"),
          Map.entry('c', "DY MON DD HH24:MI:SS YYYY"),
          Map.entry('%', "\"%\""));

  private TimeFormats() {}

  /// A format of `strptime` as a template.
  ///
  /// @throws UserException for a letter that is not known
  static String ofStrptime(String format) {
    StringBuilder template = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '%') {
        @Nullable String word = ++i < format.length() ? STRPTIME.get(format.charAt(i)) : null;
        if (word == null) {
          throw unknown(
              format, "%Y %y %m %d %e %j %H %I %M %S %f %g %p %b %B %a %A %F %T %R %D %c");
        }
        template.append(word);
      } else {
        boolean letter = Character.isLetterOrDigit(c);
        template.append(letter ? "\"" + c + "\"" : c == '"' ? " " : c);
      }
    }
    return template.toString();
  }

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
        throw unknown(format, "%Y %m %d %e %H %I %M %S %f %g %p %j %b %B %a %A %F %T %R %D %c %%");
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
