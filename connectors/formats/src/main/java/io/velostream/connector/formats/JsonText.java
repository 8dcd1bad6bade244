package io.velostream.connector.formats;

/// Scans the tokens of JSON (RFC 8259) in a line that ends with a newline: as a newline is allowed
/// in no token, no scan needs another bound. All methods return the index behind the token, or
/// [#BAD].
final class JsonText {
  /// Not a token of the kind asked for.
  static final int BAD = -1;

  /// How deep values may nest.
  static final int MAX_DEPTH = 1_000;

  private static final long SPACES = 0x2020202020202020L;
  private static final long QUOTES = 0x2222222222222222L;
  private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;

  private JsonText() {}

  /// Skips blanks, tabs and carriage returns.
  static int space(byte[] d, int from) {
    int p = from;
    while (d[p] == ' ' || d[p] == '\t' || d[p] == '\r') {
      p++;
    }
    return p;
  }

  /// Index of the first byte from `from` on that is a quote, a backslash, a control character or
  /// not ASCII.
  ///
  /// Eight bytes at a time: after each subtraction the high bit of the lowest byte that matches is
  /// set; carries can set others only above it, and bytes above 127 match anyway.
  static int plainEnd(byte[] d, int from) {
    int p = from;
    while (true) {
      long w = Words.at(d, p);
      long stops =
          ((w - SPACES) | ((w ^ QUOTES) - Words.ONES) | ((w ^ BACKSLASHES) - Words.ONES) | w)
              & Words.HIGH_BITS;
      if (stops != 0) {
        return p + Words.lowest(stops);
      }
      p += 8;
    }
  }

  /// The closing quote of a string whose first character is at `from`; escapes are checked, UTF-8
  /// is not.
  static int stringEnd(byte[] d, int from) {
    int p = from;
    while (true) {
      p = plainEnd(d, p);
      byte c = d[p];
      if (c == '"') {
        return p;
      }
      if (c < 0) {
        p++;
        while (d[p] < 0) {
          p++;
        }
      } else if (c == '\\') {
        p = escape(d, p + 1);
        if (p == BAD) {
          return BAD;
        }
      } else {
        return BAD;
      }
    }
  }

  private static int escape(byte[] d, int p) {
    return switch (d[p]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> p + 1;
      case 'u' -> hex4(d, p + 1) < 0 ? BAD : p + 5;
      default -> BAD;
    };
  }

  /// The number of four hexadecimal digits, or -1. Stops at the first that is none.
  static int hex4(byte[] d, int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(d[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /// A number in the strict grammar of JSON.
  static int number(byte[] d, int from) {
    int p = d[from] == '-' ? from + 1 : from;
    if (d[p] == '0') {
      p++;
    } else {
      int start = p;
      p = digits(d, p);
      if (p == start) {
        return BAD;
      }
    }
    if (d[p] == '.') {
      int start = p + 1;
      p = digits(d, start);
      if (p == start) {
        return BAD;
      }
    }
    if ((d[p] | 0x20) == 'e') {
      p++;
      int start = d[p] == '+' || d[p] == '-' ? p + 1 : p;
      p = digits(d, start);
      if (p == start) {
        return BAD;
      }
    }
    return p;
  }

  private static int digits(byte[] d, int from) {
    int p = from;
    while (d[p] >= '0' && d[p] <= '9') {
      p++;
    }
    return p;
  }

  /// `true`, `false` or `null`.
  static int literal(byte[] d, int from) {
    String word =
        switch (d[from]) {
          case 't' -> "true";
          case 'f' -> "false";
          case 'n' -> "null";
          default -> "";
        };
    for (int i = 0; i < word.length(); i++) {
      if (d[from + i] != word.charAt(i)) {
        return BAD;
      }
    }
    return word.isEmpty() ? BAD : from + word.length();
  }

  /// Any value, nested ones too, to a depth of [#MAX_DEPTH].
  ///
  /// @param stack a bit per level, set for an object; at least [#MAX_DEPTH] bits
  static int value(byte[] d, int from, long[] stack) {
    int depth = 0;
    int p = from;
    while (true) {
      byte c = d[p];
      if (c == '{' || c == '[') {
        if (depth == MAX_DEPTH) {
          return BAD;
        }
        boolean object = c == '{';
        push(stack, depth++, object);
        p = space(d, p + 1);
        if (d[p] == (object ? '}' : ']')) {
          depth--;
          p++;
        } else {
          p = object ? key(d, p) : p;
          if (p == BAD) {
            return BAD;
          }
          continue;
        }
      } else {
        p = scalar(d, p);
        if (p == BAD) {
          return BAD;
        }
      }
      // Behind a value: close what ends here, or go on to the next value.
      boolean more = false;
      while (depth > 0 && !more) {
        p = space(d, p);
        boolean object = (stack[(depth - 1) >> 6] >>> (depth - 1) & 1) != 0;
        if (d[p] == ',') {
          p = space(d, p + 1);
          p = object ? key(d, p) : p;
          if (p == BAD) {
            return BAD;
          }
          more = true;
        } else if (d[p] == (object ? '}' : ']')) {
          depth--;
          p++;
        } else {
          return BAD;
        }
      }
      if (!more) {
        return p;
      }
    }
  }

  private static void push(long[] stack, int depth, boolean object) {
    long bit = 1L << depth;
    stack[depth >> 6] = object ? stack[depth >> 6] | bit : stack[depth >> 6] & ~bit;
  }

  /// A key and its colon: the index of the value.
  private static int key(byte[] d, int p) {
    if (d[p] != '"') {
      return BAD;
    }
    int end = stringEnd(d, p + 1);
    if (end == BAD) {
      return BAD;
    }
    int colon = space(d, end + 1);
    return d[colon] == ':' ? space(d, colon + 1) : BAD;
  }

  private static int scalar(byte[] d, int p) {
    return switch (d[p]) {
      case '"' -> {
        int end = stringEnd(d, p + 1);
        yield end == BAD ? BAD : end + 1;
      }
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(d, p);
      default -> literal(d, p);
    };
  }

  /// Resolves the escapes of a string that [#stringEnd] has checked.
  ///
  /// @param out gets the text from `outFrom` on; it is never longer than the escaped form
  /// @return the end of the text in `out`, or [#BAD] for half a surrogate pair
  static int unescape(byte[] d, int from, int to, byte[] out, int outFrom) {
    int p = from;
    int o = outFrom;
    while (p < to) {
      byte c = d[p++];
      if (c != '\\') {
        out[o++] = c;
        continue;
      }
      c = d[p++];
      if (c != 'u') {
        out[o++] = resolved(c);
        continue;
      }
      int code = hex4(d, p);
      p += 4;
      if (code >= 0xD800 && code <= 0xDFFF) {
        boolean pair = code < 0xDC00 && p + 6 <= to && d[p] == '\\' && d[p + 1] == 'u';
        int low = pair ? hex4(d, p + 2) : 0;
        if (low < 0xDC00 || low > 0xDFFF) {
          return BAD;
        }
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        p += 6;
      }
      o = Utf8.put(code, out, o);
    }
    return o;
  }

  private static byte resolved(byte c) {
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }
}
