package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.expression.EvaluationContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// LIKE and regular expressions.
public final class PatternKernels {
  private static final Recent<Slice, Pattern> PATTERNS =
      new Recent<>(PatternKernels::compile, Slice::copy);
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

  /// Whether a part of the text matches a regular expression of Java.
  public static long regexpLike(Slice text, Slice pattern) {
    return PATTERNS.get(pattern).matcher(text.toText()).find() ? 1 : 0;
  }

  /// All matches replaced; `$1` in the replacement stands for the first group.
  public static Slice regexpReplace(Slice text, Slice pattern, Slice by) {
    Matcher matcher = PATTERNS.get(pattern).matcher(text.toText());
    try {
      return Slice.utf8(matcher.replaceAll(by.toText()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw Failures.invalidArgument(
          "the replacement '" + by + "' does not fit: " + e.getMessage());
    }
  }

  /// How many matches there are, one after the other.
  public static long regexpCount(Slice text, Slice pattern) {
    Matcher matcher = PATTERNS.get(pattern).matcher(text.toText());
    long count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  /// The position of the first match, from 1, or 0.
  public static long regexpInstr(Slice text, Slice pattern) {
    String whole = text.toText();
    Matcher matcher = PATTERNS.get(pattern).matcher(whole);
    return matcher.find() ? whole.codePointCount(0, matcher.start()) + 1L : 0;
  }

  /// The first match, or NULL.
  @ReturnsNull
  public static Slice regexpExtract(Slice text, Slice pattern, EvaluationContext context) {
    return regexpExtract(text, pattern, 0, context);
  }

  /// A group of the first match; NULL when there is no match or the group has no part in it.
  @ReturnsNull
  public static Slice regexpExtract(
      Slice text, Slice pattern, long group, EvaluationContext context) {
    Matcher matcher = PATTERNS.get(pattern).matcher(text.toText());
    if (group < 0 || group > matcher.groupCount()) {
      throw Failures.invalidArgument("the pattern '" + pattern + "' has no group " + group);
    }
    String found = matcher.find() ? matcher.group((int) group) : null;
    if (found == null) {
      context.resultIsNull = true;
      return Slice.EMPTY;
    }
    return Slice.utf8(found);
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

  private static Pattern compile(Slice pattern) {
    try {
      return Pattern.compile(pattern.toText());
    } catch (PatternSyntaxException e) {
      throw Failures.invalidArgument(
          "'" + pattern + "' is no regular expression: " + e.getDescription());
    }
  }
}
