package io.velostream.columnar.nested;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Parses JSON text (RFC 8259) to a VARIANT. Of a repeated key the last counts.
public final class JsonParser {
  /// How deep values may nest.
  public static final int MAX_DEPTH = 1_000;

  private final byte[] d;
  private final int end;
  private final SlotWriter out;
  private int p;
  private @Nullable String error;

  private JsonParser(byte[] d, int from, int to, SlotWriter out) {
    this.d = d;
    this.p = from;
    this.end = to;
    this.out = out;
  }

  /// Appends the VARIANT of the text in `[from, to)`, which must be valid UTF-8.
  ///
  /// @return `null`, or what is wrong with the text; then nothing is appended
  public static @Nullable String parse(byte[] d, int from, int to, SlotWriter out) {
    int start = out.length();
    JsonParser parser = new JsonParser(d, from, to, out);
    parser.space();
    boolean good = parser.value(0);
    parser.space();
    if (good && parser.p < to) {
      good = parser.fail("text after the value");
    }
    if (good) {
      return null;
    }
    out.truncate(start);
    return parser.error + " at byte " + (Math.min(parser.p, to) - from + 1);
  }

  private boolean value(int depth) {
    if (p >= end) {
      return fail("a value is missing");
    }
    return switch (d[p]) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> {
        out.putTruth(true);
        yield word("true");
      }
      case 'f' -> {
        out.putTruth(false);
        yield word("false");
      }
      case 'n' -> {
        out.putJsonNull();
        yield word("null");
      }
      default -> number();
    };
  }

  private boolean object(int depth) {
    if (depth == MAX_DEPTH) {
      return fail("a value nested deeper than " + MAX_DEPTH);
    }
    out.begin(Tag.MAP);
    int from = out.length();
    p++;
    space();
    if (!at('}')) {
      do {
        space();
        if (!at('"')) {
          return fail("a key in double quotes is missing");
        }
        if (!string()) {
          return false;
        }
        space();
        if (!take(':')) {
          return fail("':' is missing");
        }
        space();
        if (!value(depth + 1)) {
          return false;
        }
        space();
      } while (take(','));
    }
    if (!take('}')) {
      return fail("',' or '}' is missing");
    }
    out.endMap(from);
    return true;
  }

  private boolean array(int depth) {
    if (depth == MAX_DEPTH) {
      return fail("a value nested deeper than " + MAX_DEPTH);
    }
    out.begin(Tag.ARRAY);
    p++;
    space();
    if (!at(']')) {
      do {
        space();
        if (!value(depth + 1)) {
          return false;
        }
        space();
      } while (take(','));
    }
    if (!take(']')) {
      return fail("',' or ']' is missing");
    }
    out.end();
    return true;
  }

  private boolean string() {
    int from = ++p;
    while (p < end && d[p] != '"' && d[p] != '\\') {
      if (d[p] >= 0 && d[p] < ' ') {
        return fail("a control character in a string");
      }
      p++;
    }
    if (at('"')) {
      out.putBytes(d, from, p++ - from);
      return true;
    }
    StringBuilder text = new StringBuilder();
    int plain = from;
    while (p < end && d[p] != '"') {
      if (d[p] == '\\') {
        text.append(new String(d, plain, p - plain, StandardCharsets.UTF_8));
        if (!escape(text)) {
          return false;
        }
        plain = p;
      } else if (d[p] >= 0 && d[p] < ' ') {
        return fail("a control character in a string");
      } else {
        p++;
      }
    }
    if (p >= end) {
      return fail("a string without end");
    }
    text.append(new String(d, plain, p - plain, StandardCharsets.UTF_8));
    p++;
    if (hasHalfPair(text)) {
      return fail("half a surrogate pair");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    out.putBytes(bytes, 0, bytes.length);
    return true;
  }

  private boolean escape(StringBuilder text) {
    p++;
    int c = p < end ? d[p++] : -1;
    switch (c) {
      case '"', '\\', '/' -> text.append((char) c);
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = p < end ? Character.digit(d[p], 16) : -1;
          if (digit < 0) {
            return fail("a bad escape");
          }
          code = code << 4 | digit;
          p++;
        }
        text.append((char) code);
      }
      default -> {
        return fail("a bad escape");
      }
    }
    return true;
  }

  private static boolean hasHalfPair(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private boolean number() {
    int from = p;
    if (at('-')) {
      p++;
    }
    int whole = p;
    int digits = digits();
    if (digits == 0 || (digits > 1 && d[whole] == '0')) {
      p = from;
      return fail("no JSON value");
    }
    if (at('.')) {
      p++;
      if (digits() == 0) {
        return fail("a malformed number");
      }
    }
    if (at('e') || at('E')) {
      p++;
      if (at('+') || at('-')) {
        p++;
      }
      if (digits() == 0) {
        return fail("a malformed number");
      }
    }
    return out.putNumber(d, from, p) || fail("a number with too large an exponent");
  }

  private int digits() {
    int from = p;
    while (p < end && d[p] >= '0' && d[p] <= '9') {
      p++;
    }
    return p - from;
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (p + i >= end || d[p + i] != word.charAt(i)) {
        return fail("no JSON value");
      }
    }
    p += word.length();
    return true;
  }

  private void space() {
    while (p < end && (d[p] == ' ' || d[p] == '\t' || d[p] == '\n' || d[p] == '\r')) {
      p++;
    }
  }

  private boolean at(char c) {
    return p < end && d[p] == c;
  }

  private boolean take(char c) {
    boolean there = at(c);
    p += there ? 1 : 0;
    return there;
  }

  private boolean fail(String what) {
    error = what;
    return false;
  }
}
