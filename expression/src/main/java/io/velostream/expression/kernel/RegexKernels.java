package io.velostream.expression.kernel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.EvaluationContext;
import org.jspecify.annotations.Nullable;

/// Regular expressions of RE2, whose matching takes time in proportion to the text, whatever the
/// expression. Each is compiled once.
///
/// Flags are letters: `i` without regard to letter case, `c` with it, `m` lets `^` and `$` match at
/// lines, `s` lets `.` match the end of a line, `g` (all matches) is how it always is.
public final class RegexKernels {
  private record Key(Slice pattern, Slice flags) {
    Key kept() {
      return new Key(pattern.copy(), flags.copy());
    }
  }

  private static final Recent<Key, Pattern> PATTERNS =
      new Recent<>(RegexKernels::compile, Key::kept);

  private RegexKernels() {}

  /// Whether a part of the text matches.
  public static long like(Slice text, Slice pattern) {
    return like(text, pattern, Slice.EMPTY);
  }

  /// Whether a part of the text matches, under flags.
  public static long like(Slice text, Slice pattern, Slice flags) {
    return matcher(text, pattern, flags).find() ? 1 : 0;
  }

  /// Whether a part of the text matches, without regard to letter case.
  public static long likeAnyCase(Slice text, Slice pattern) {
    return like(text, pattern, Slice.utf8("i"));
  }

  /// Whether the whole text matches.
  public static long fullMatch(Slice text, Slice pattern) {
    return fullMatch(text, pattern, Slice.EMPTY);
  }

  /// Whether the whole text matches, under flags.
  public static long fullMatch(Slice text, Slice pattern, Slice flags) {
    return matcher(text, pattern, flags).matches() ? 1 : 0;
  }

  /// The text without all matches.
  public static Slice replace(Slice text, Slice pattern) {
    return replace(text, pattern, Slice.EMPTY, Slice.EMPTY);
  }

  /// All matches replaced; `$1` or `\1` in the replacement stands for the first group.
  public static Slice replace(Slice text, Slice pattern, Slice by) {
    return replace(text, pattern, by, Slice.EMPTY);
  }

  /// All matches replaced, under flags.
  public static Slice replace(Slice text, Slice pattern, Slice by, Slice flags) {
    try {
      return Slice.utf8(matcher(text, pattern, flags).replaceAll(groups(by.toText())));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw Failures.invalidArgument(
          "the replacement '" + by + "' does not fit: " + e.getMessage());
    }
  }

  /// The first match replaced, or all of them under the flag `g`: as in PostgreSQL.
  public static Slice replaceFirst(Slice text, Slice pattern, Slice by, Slice flags) {
    if (flags.toText().indexOf('g') >= 0) {
      return replace(text, pattern, by, flags);
    }
    try {
      return Slice.utf8(matcher(text, pattern, flags).replaceFirst(groups(by.toText())));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw Failures.invalidArgument(
          "the replacement '" + by + "' does not fit: " + e.getMessage());
    }
  }

  /// How many matches there are, one after the other.
  public static long count(Slice text, Slice pattern) {
    return count(text, pattern, Slice.EMPTY);
  }

  /// How many matches there are, under flags.
  public static long count(Slice text, Slice pattern, Slice flags) {
    Matcher matcher = matcher(text, pattern, flags);
    long count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  /// The position of the first match, from 1, or 0.
  public static long position(Slice text, Slice pattern) {
    return position(text, pattern, Slice.EMPTY);
  }

  /// The position of the first match, under flags.
  public static long position(Slice text, Slice pattern, Slice flags) {
    Matcher matcher = matcher(text, pattern, flags);
    return matcher.find() ? text.toText().codePointCount(0, matcher.start()) + 1L : 0;
  }

  /// The first match, or NULL.
  @ReturnsNull
  public static Slice extract(Slice text, Slice pattern, EvaluationContext context) {
    return extract(text, pattern, 0, context);
  }

  /// A group of the first match; NULL when there is no match or the group has no part in it.
  @ReturnsNull
  public static Slice extract(Slice text, Slice pattern, long group, EvaluationContext context) {
    return extract(text, pattern, group, Slice.EMPTY, context);
  }

  /// A group of the first match, under flags.
  @ReturnsNull
  public static Slice extract(
      Slice text, Slice pattern, long group, Slice flags, EvaluationContext context) {
    Matcher matcher = matcher(text, pattern, flags);
    checkGroup(matcher, pattern, group);
    String found = matcher.find() ? matcher.group((int) group) : null;
    context.resultIsNull = found == null;
    return found == null ? Slice.EMPTY : Slice.utf8(found);
  }

  /// A match that begins at a position from 1 or behind it, so many of them being skipped: its
  /// group if the pattern has one, or all of it. NULL when there is none.
  @ReturnsNull
  public static Slice find(
      Slice text, Slice pattern, long position, long occurrence, EvaluationContext context) {
    Matcher matcher = found(text, pattern, position, occurrence);
    String part = matcher == null ? null : matcher.group(matcher.groupCount() > 0 ? 1 : 0);
    context.resultIsNull = part == null;
    return part == null ? Slice.EMPTY : Slice.utf8(part);
  }

  /// Where [#find] finds a part, from 1, or 0.
  ///
  /// @param end 0 for the position of its first character, 1 for that behind its last one
  public static long findPosition(
      Slice text, Slice pattern, long position, long occurrence, long end) {
    if (end != 0 && end != 1) {
      throw Failures.invalidArgument("the end must be 0 or 1, not " + end);
    }
    Matcher matcher = found(text, pattern, position, occurrence);
    if (matcher == null) {
      return 0;
    }
    int group = matcher.groupCount() > 0 ? 1 : 0;
    int at = end == 0 ? matcher.start(group) : matcher.end(group);
    return at < 0 ? 0 : text.toText().codePointCount(0, at) + 1L;
  }

  private static @Nullable Matcher found(
      Slice text, Slice pattern, long position, long occurrence) {
    if (position < 1 || occurrence < 1) {
      throw Failures.invalidArgument("positions and occurrences are counted from 1");
    }
    String whole = text.toText();
    int length = whole.codePointCount(0, whole.length());
    if (position > length + 1L) {
      return null;
    }
    Matcher matcher = matcher(text, pattern, Slice.EMPTY);
    boolean there = matcher.find(whole.offsetByCodePoints(0, (int) position - 1));
    for (long i = 1; there && i < occurrence; i++) {
      there = matcher.find();
    }
    return there ? matcher : null;
  }

  /// All matches as an ARRAY of texts.
  public static Slice extractAll(Slice text, Slice pattern) {
    return extractAll(text, pattern, 0);
  }

  /// A group of each match; NULL where it has no part in the match.
  public static Slice extractAll(Slice text, Slice pattern, long group) {
    return extractAll(text, pattern, group, Slice.EMPTY);
  }

  /// A group of each match, under flags.
  public static Slice extractAll(Slice text, Slice pattern, long group, Slice flags) {
    Matcher matcher = matcher(text, pattern, flags);
    checkGroup(matcher, pattern, group);
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    while (matcher.find()) {
      put(out, matcher.group((int) group));
    }
    out.end();
    return out.slice();
  }

  /// The parts between matches as an ARRAY of texts. An empty match parts two characters.
  public static Slice split(Slice text, Slice pattern) {
    return split(text, pattern, Slice.EMPTY);
  }

  /// The parts between matches, under flags.
  public static Slice split(Slice text, Slice pattern, Slice flags) {
    String whole = text.toText();
    Matcher matcher = matcher(text, pattern, flags);
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    int from = 0;
    while (matcher.find()) {
      boolean empty = matcher.start() == matcher.end();
      if (!empty || (matcher.start() > from && matcher.start() < whole.length())) {
        put(out, whole.substring(from, matcher.start()));
        from = matcher.end();
      }
    }
    put(out, whole.substring(from));
    out.end();
    return out.slice();
  }

  /// A pattern that matches the text and nothing else.
  @Total
  public static Slice escape(Slice text) {
    return Slice.utf8(Pattern.quote(text.toText()));
  }

  private static void put(SlotWriter out, @Nullable String text) {
    if (text == null) {
      out.putNull();
    } else {
      out.putBytes(Slice.utf8(text));
    }
  }

  private static void checkGroup(Matcher matcher, Slice pattern, long group) {
    if (group < 0 || group > matcher.groupCount()) {
      throw Failures.invalidArgument("the pattern '" + pattern + "' has no group " + group);
    }
  }

  private static Matcher matcher(Slice text, Slice pattern, Slice flags) {
    return PATTERNS.get(new Key(pattern, flags)).matcher(text.toText());
  }

  /// `\1` as `$1`.
  private static String groups(String replacement) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < replacement.length()) {
      char c = replacement.charAt(i++);
      boolean escape = c == '\\' && i < replacement.length();
      if (escape && Character.isDigit(replacement.charAt(i))) {
        out.append('$');
      } else {
        out.append(c);
        if (escape) {
          out.append(replacement.charAt(i++));
        }
      }
    }
    return out.toString();
  }

  private static Pattern compile(Key key) {
    int flags = 0;
    for (char flag : key.flags().toText().toCharArray()) {
      flags =
          switch (flag) {
            case 'i' -> flags | Pattern.CASE_INSENSITIVE;
            case 'c' -> flags & ~Pattern.CASE_INSENSITIVE;
            case 'm' -> flags | Pattern.MULTILINE;
            case 's' -> flags | Pattern.DOTALL;
            case 'g' -> flags;
            default ->
                throw Failures.invalidArgument(
                    "there is no flag '" + flag + "' of regular expressions, but c, g, i, m and s");
          };
    }
    try {
      return Pattern.compile(key.pattern().toText(), flags);
    } catch (PatternSyntaxException e) {
      throw Failures.invalidArgument(
              "'" + key.pattern() + "' is no regular expression: " + e.getDescription())
          .hint("the syntax is that of RE2: there is no looking ahead or back, and no \\1");
    }
  }
}
