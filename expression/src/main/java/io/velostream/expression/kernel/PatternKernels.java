package io.velostream.expression.kernel;

import com.google.re2j.Pattern;
import io.velostream.columnar.Slice;

/// LIKE and SIMILAR TO.
public final class PatternKernels {
  private static final Recent<Slice, Pattern> SIMILAR =
      new Recent<>(s -> SimilarTo.compile(s.toText()), Slice::copy);

  private PatternKernels() {}

  /// Whether the whole text matches a pattern with `%` for any run of characters and `_` for one
  /// character.
  @Total
  public static long like(Slice text, Slice pattern) {
    return match(text, pattern, -1) ? 1 : 0;
  }

  /// The same, where a character after the escape character stands for itself.
  public static long like(Slice text, Slice pattern, Slice escape) {
    if (escape.length() == 0) {
      return like(text, pattern);
    }
    if (escape.length() != 1 || escape.at(0) < 0) {
      throw Failures.invalidArgument("ESCAPE takes one ASCII character, not '" + escape + "'");
    }
    checkEscapes(pattern, escape.at(0));
    return match(text, pattern, escape.at(0)) ? 1 : 0;
  }

  /// LIKE without regard to letter case.
  @Total
  public static long ilike(Slice text, Slice pattern) {
    return like(TextKernels.lower(text), TextKernels.lower(pattern));
  }

  /// LIKE without regard to letter case, with an escape character.
  public static long ilike(Slice text, Slice pattern, Slice escape) {
    return like(TextKernels.lower(text), TextKernels.lower(pattern), TextKernels.lower(escape));
  }

  /// Whether the whole text matches a pattern of SQL's SIMILAR TO.
  public static long similarTo(Slice text, Slice pattern) {
    return SIMILAR.get(pattern).matcher(text.toText()).matches() ? 1 : 0;
  }

  /// Walks both from left to right and goes back to the last `%` on a mismatch: each `%` only ever
  /// has to be tried from where the one before it ended.
  private static boolean match(Slice text, Slice pattern, int escape) {
    byte[] t = text.array();
    byte[] p = pattern.array();
    int at = text.offset();
    int end = at + text.length();
    int patternAt = pattern.offset();
    int patternEnd = patternAt + pattern.length();
    int retryPattern = -1;
    int retryText = 0;
    while (at < end || patternAt < patternEnd) {
      if (patternAt < patternEnd) {
        byte c = p[patternAt];
        if (c == escape) {
          if (at < end && patternAt + 1 < patternEnd && t[at] == p[patternAt + 1]) {
            at++;
            patternAt += 2;
            continue;
          }
        } else if (c == '%') {
          retryPattern = ++patternAt;
          retryText = at;
          continue;
        } else if (c == '_' && at < end) {
          at = Utf8.skip(t, at, end, 1);
          patternAt++;
          continue;
        } else if (c != '_' && at < end && t[at] == c) {
          at++;
          patternAt++;
          continue;
        }
      }
      if (retryPattern < 0 || retryText >= end) {
        return false;
      }
      retryText = Utf8.skip(t, retryText, end, 1);
      at = retryText;
      patternAt = retryPattern;
    }
    return true;
  }

  private static void checkEscapes(Slice pattern, byte escape) {
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.at(i) == escape && ++i == pattern.length()) {
        throw Failures.invalidArgument(
            "the pattern '" + pattern + "' ends in its escape character");
      }
    }
  }
}
