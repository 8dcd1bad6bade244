package io.velostream.expression.kernel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// Turns patterns of SQL's SIMILAR TO into regular expressions: `%` and `_` as in LIKE, `| * + ? {}
/// () []` as in regular expressions, `\` before a character that stands for itself.
final class SimilarTo {
  private static final String META = "|*+?{}()[]";

  private SimilarTo() {}

  static Pattern compile(String pattern) {
    StringBuilder regex = new StringBuilder();
    boolean inSet = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
      } else if (inSet) {
        inSet = c != ']';
        regex.append(c == '[' || c == '&' || c == '\\' ? "\\" + c : String.valueOf(c));
      } else if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else if (META.indexOf(c) >= 0) {
        inSet = c == '[';
        regex.append(c);
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.compile(regex.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw Failures.invalidArgument(
          "'" + pattern + "' is no pattern of SIMILAR TO: " + e.getDescription());
    }
  }
}
