package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.expression.EvaluationContext;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.Arrays;
import java.util.Locale;

/// Functions over text as UTF-8. Positions and lengths count characters (code points), from 1. A
/// result that is part of an argument is a view of it.
public final class TextKernels {
  private static final long MAX_LENGTH = 1 << 28;

  private TextKernels() {}

  /// The text without blanks at its end.
  @Total
  public static Slice trimTrailingBlanks(Slice text) {
    int length = text.length();
    while (length > 0 && text.at(length - 1) == ' ') {
      length--;
    }
    return length == text.length() ? text : new Slice(text.array(), text.offset(), length);
  }

  /// Capital letters, by the rules of Unicode for no particular language.
  @Total
  public static Slice upper(Slice text) {
    if (!Utf8.isAscii(text)) {
      return Slice.utf8(text.toText().toUpperCase(Locale.ROOT));
    }
    byte[] bytes = bytes(text);
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      bytes[i] = b >= 'a' && b <= 'z' ? (byte) (b - 32) : b;
    }
    return new Slice(bytes, 0, bytes.length);
  }

  /// Small letters, by the rules of Unicode for no particular language.
  @Total
  public static Slice lower(Slice text) {
    if (!Utf8.isAscii(text)) {
      return Slice.utf8(text.toText().toLowerCase(Locale.ROOT));
    }
    byte[] bytes = bytes(text);
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      bytes[i] = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }
    return new Slice(bytes, 0, bytes.length);
  }

  /// A capital at the start of each word, small letters elsewhere. Words are runs of letters and
  /// digits.
  @Total
  public static Slice initcap(Slice text) {
    StringBuilder out = new StringBuilder();
    boolean inWord = false;
    for (int c : text.toText().codePoints().toArray()) {
      out.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
      inWord = Character.isLetterOrDigit(c);
    }
    return Slice.utf8(out.toString());
  }

  /// Number of characters.
  @Total
  public static long charLength(Slice text) {
    return Utf8.length(text);
  }

  /// Number of bytes.
  @Total
  public static long octetLength(Slice bytes) {
    return bytes.length();
  }

  /// Number of bits.
  @Total
  public static long bitLength(Slice bytes) {
    return bytes.length() * 8L;
  }

  /// Both, one after the other.
  public static Slice concat(Slice a, Slice b) {
    checkLength((long) a.length() + b.length());
    byte[] both = Arrays.copyOfRange(a.array(), a.offset(), a.offset() + a.length() + b.length());
    System.arraycopy(b.array(), b.offset(), both, a.length(), b.length());
    return new Slice(both, 0, both.length);
  }

  /// What follows a prefix of that length in bytes; nothing when the text is empty.
  @Total
  public static Slice dropSeparator(Slice joined, Slice separator) {
    int skip = Math.min(separator.length(), joined.length());
    return new Slice(joined.array(), joined.offset() + skip, joined.length() - skip);
  }

  /// The text from a character on, which a negative number counts from the end.
  @Total
  public static Slice substring(Slice text, long from) {
    return from < 0 ? right(text, from == Long.MIN_VALUE ? MAX_LENGTH : -from) : tail(text, from);
  }

  private static Slice tail(Slice text, long from) {
    int end = text.offset() + text.length();
    int start = Utf8.skip(text.array(), text.offset(), end, from - 1);
    return new Slice(text.array(), start, end - start);
  }

  /// The characters `from .. from + length - 1` of the text, those that exist; a negative `from`
  /// counts from the end.
  public static Slice substring(Slice text, long from, long length) {
    if (length < 0) {
      throw Failures.invalidArgument("negative length " + length + " of a substring");
    }
    return from < 0 ? range(substring(text, from), 1, length) : range(text, from, length);
  }

  private static Slice range(Slice text, long from, long length) {
    long stop = from > 0 ? from + Math.min(length, Long.MAX_VALUE - from) : from + length;
    long start = Math.max(from, 1);
    if (stop <= start) {
      return Slice.EMPTY;
    }
    Slice tail = tail(text, start);
    int end = tail.offset() + tail.length();
    int cut = Utf8.skip(tail.array(), tail.offset(), end, stop - start);
    return new Slice(tail.array(), tail.offset(), cut - tail.offset());
  }

  /// The first characters; all but the last `-count` when it is negative.
  public static Slice left(Slice text, long count) {
    long wanted = count >= 0 ? count : Math.max(0, Utf8.length(text) + count);
    return range(text, 1, wanted);
  }

  /// The last characters; all but the first `-count` when it is negative.
  @Total
  public static Slice right(Slice text, long count) {
    long skip = count >= 0 ? Math.max(0, Utf8.length(text) - count) : -Math.max(count, -MAX_LENGTH);
    return tail(text, skip + 1);
  }

  /// Without the given characters at both ends.
  @Total
  public static Slice trim(Slice text, Slice characters) {
    return trimLeading(trimTrailing(text, characters), characters);
  }

  /// Without the given characters at the start.
  @Total
  public static Slice trimLeading(Slice text, Slice characters) {
    byte[] bytes = text.array();
    int at = text.offset();
    int end = at + text.length();
    while (at < end) {
      int next = Utf8.skip(bytes, at, end, 1);
      if (!contains(characters, bytes, at, next)) {
        break;
      }
      at = next;
    }
    return new Slice(bytes, at, end - at);
  }

  /// Without the given characters at the end.
  @Total
  public static Slice trimTrailing(Slice text, Slice characters) {
    byte[] bytes = text.array();
    int start = text.offset();
    int end = start + text.length();
    while (end > start) {
      int previous = Utf8.back(bytes, end, start);
      if (!contains(characters, bytes, previous, end)) {
        break;
      }
      end = previous;
    }
    return new Slice(bytes, start, end - start);
  }

  /// The position of the first occurrence, or 0.
  @Total
  public static long position(Slice part, Slice text) {
    int at = Search.indexOf(text, part, text.offset());
    return at < 0 ? 0 : Utf8.length(text.array(), text.offset(), at) + 1L;
  }

  /// The position of the first occurrence at or after a position, or 0.
  @Total
  public static long position(Slice part, Slice text, long from) {
    if (from < 1 || from > Utf8.length(text) + 1L) {
      return 0;
    }
    long found = position(part, substring(text, from));
    return found == 0 ? 0 : found + from - 1;
  }

  /// Whether the text has that part.
  @Total
  public static long contains(Slice text, Slice part) {
    return Search.indexOf(text, part, text.offset()) >= 0 ? 1 : 0;
  }

  /// Whether the text starts so.
  @Total
  public static long startsWith(Slice text, Slice part) {
    return part.length() <= text.length() && Search.matches(text, text.offset(), part) ? 1 : 0;
  }

  /// Whether the text ends so.
  @Total
  public static long endsWith(Slice text, Slice part) {
    int at = text.offset() + text.length() - part.length();
    return part.length() <= text.length() && Search.matches(text, at, part) ? 1 : 0;
  }

  /// Every occurrence of a part replaced; an empty part occurs nowhere.
  public static Slice replace(Slice text, Slice part, Slice by) {
    int at = part.length() == 0 ? -1 : Search.indexOf(text, part, text.offset());
    if (at < 0) {
      return text;
    }
    BytesWriter out = new BytesWriter();
    int from = text.offset();
    while (at >= 0) {
      out.put(text.array(), from, at - from);
      out.put(by);
      from = at + part.length();
      checkLength(out.length());
      at = Search.indexOf(text, part, from);
    }
    out.put(text.array(), from, text.offset() + text.length() - from);
    return out.slice();
  }

  /// Characters in the opposite order.
  @Total
  public static Slice reverse(Slice text) {
    byte[] reversed = new byte[text.length()];
    int start = text.offset();
    int to = 0;
    for (int end = start + text.length(); end > start; ) {
      int previous = Utf8.back(text.array(), end, start);
      System.arraycopy(text.array(), previous, reversed, to, end - previous);
      to += end - previous;
      end = previous;
    }
    return new Slice(reversed, 0, to);
  }

  /// The text so many times.
  public static Slice repeat(Slice text, long count) {
    if (count <= 0 || text.length() == 0) {
      return Slice.EMPTY;
    }
    checkLength(Math.min(count, MAX_LENGTH + 1) * text.length());
    BytesWriter out = new BytesWriter();
    for (long i = 0; i < count; i++) {
      out.put(text);
    }
    return out.slice();
  }

  /// Exactly `length` characters: cut at the end, or filled in front.
  public static Slice padLeft(Slice text, long length, Slice fill) {
    long missing = length - Utf8.length(text);
    return missing <= 0 ? first(text, length) : concat(filling(fill, missing), text);
  }

  /// Exactly `length` characters: cut, or filled at the end.
  public static Slice padRight(Slice text, long length, Slice fill) {
    long missing = length - Utf8.length(text);
    return missing <= 0 ? first(text, length) : concat(text, filling(fill, missing));
  }

  /// The text with the characters `from .. from + length - 1` replaced.
  public static Slice overlay(Slice text, Slice by, long from, long length) {
    if (from < 1) {
      throw Failures.invalidArgument("OVERLAY counts characters from 1, not from " + from);
    }
    Slice head = substring(text, 1, from - 1);
    Slice tail = substring(text, Math.max(from + length, 1));
    return concat(concat(head, by), tail);
  }

  /// The text with as many characters replaced as the replacement has.
  public static Slice overlay(Slice text, Slice by, long from) {
    return overlay(text, by, from, Utf8.length(by));
  }

  /// The `index`-th of the parts between separators, counted from 1, or from the end when negative;
  /// empty when there is none.
  public static Slice splitPart(Slice text, Slice separator, long index) {
    if (index == 0) {
      throw Failures.invalidArgument("SPLIT_PART counts parts from 1");
    }
    if (separator.length() == 0) {
      return index == 1 || index == -1 ? text : Slice.EMPTY;
    }
    long wanted = index > 0 ? index : parts(text, separator) + 1 + index;
    int from = text.offset();
    int end = from + text.length();
    for (long part = 1; part <= wanted; part++) {
      int at = Search.indexOf(text, separator, from);
      if (part == wanted) {
        return new Slice(text.array(), from, (at < 0 ? end : at) - from);
      }
      if (at < 0) {
        break;
      }
      from = at + separator.length();
    }
    return Slice.EMPTY;
  }

  /// Code point of the first character, 0 for the empty text.
  @Total
  public static long ascii(Slice text) {
    return text.length() == 0 ? 0 : substring(text, 1, 1).toText().codePointAt(0);
  }

  /// The character of a code point.
  public static Slice chr(long code) {
    if (code < 0 || code > Character.MAX_CODE_POINT || (code >= 0xD800 && code < 0xE000)) {
      throw Failures.invalidArgument("no character has the code " + code);
    }
    return Slice.utf8(Character.toString((int) code));
  }

  /// The character with a code, modulo 256, in ISO 8859-1; NULL for a negative one.
  @ReturnsNull
  public static Slice characterOf(long code, EvaluationContext context) {
    context.resultIsNull = code < 0;
    return code < 0 ? Slice.EMPTY : Slice.utf8(Character.toString((int) (code % 256)));
  }

  /// -1, 0 or 1: how two texts are ordered.
  @Total
  public static long order(Slice a, Slice b) {
    return Integer.signum(a.compareTo(b));
  }

  private static Slice first(Slice text, long length) {
    return substring(text, 1, Math.max(length, 0));
  }

  private static Slice filling(Slice fill, long length) {
    int unit = Utf8.length(fill);
    return unit == 0 ? Slice.EMPTY : substring(repeat(fill, length / unit + 1), 1, length);
  }

  private static long parts(Slice text, Slice separator) {
    long count = 1;
    for (int at = Search.indexOf(text, separator, text.offset()); at >= 0; count++) {
      at = Search.indexOf(text, separator, at + separator.length());
    }
    return count;
  }

  private static boolean contains(Slice characters, byte[] bytes, int from, int to) {
    int end = characters.offset() + characters.length();
    for (int at = characters.offset(); at < end; ) {
      int next = Utf8.skip(characters.array(), at, end, 1);
      if (Arrays.equals(characters.array(), at, next, bytes, from, to)) {
        return true;
      }
      at = next;
    }
    return false;
  }

  private static byte[] bytes(Slice text) {
    return Arrays.copyOfRange(text.array(), text.offset(), text.offset() + text.length());
  }

  private static void checkLength(long length) {
    if (length > MAX_LENGTH) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED, "a text of more than " + MAX_LENGTH + " bytes");
    }
  }
}
