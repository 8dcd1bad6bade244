package io.velostream.connector.protobuf;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.nio.charset.StandardCharsets;

/// The words of a text in the language of Protocol Buffers, one after the other.
final class ProtoTokens {
  private final String text;
  private final String where;
  private int at;

  /// The word under way: a name, a number, a sign, or a text with its quotes; empty at the end.
  private String word = "";

  /// @param where what holds the text, for messages
  ProtoTokens(String text, String where) {
    this.text = text;
    this.where = where;
    next();
  }

  boolean is(String expected) {
    return word.equals(expected);
  }

  boolean hasEnded() {
    return word.isEmpty();
  }

  /// Steps over a word if it is there.
  boolean skip(String expected) {
    if (!is(expected)) {
      return false;
    }
    next();
    return true;
  }

  /// Steps over a word that must be there.
  void expect(String expected) {
    if (!skip(expected)) {
      throw error("'" + expected + "' is expected before " + shown());
    }
  }

  /// Steps over the word under way.
  String take() {
    if (word.isEmpty()) {
      throw error("it ends too early");
    }
    String taken = word;
    next();
    return taken;
  }

  /// Steps over a name, with dots in it or not.
  String name() {
    char first = word.isEmpty() ? ' ' : word.charAt(0);
    if (!Character.isLetter(first) && first != '_' && first != '.') {
      throw error("a name is expected before " + shown());
    }
    return take();
  }

  /// Steps over a whole number.
  int number() {
    boolean negative = skip("-");
    if (!negative && skip("max")) {
      return Integer.MAX_VALUE;
    }
    try {
      int value = Integer.decode(word);
      next();
      return negative ? -value : value;
    } catch (NumberFormatException _) {
      throw error("a number is expected before " + shown());
    }
  }

  /// Steps over texts that stand side by side, which are one.
  String quoted() {
    if (!isQuoted()) {
      throw error("a text is expected before " + shown());
    }
    StringBuilder all = new StringBuilder();
    while (isQuoted()) {
      all.append(word, 1, word.length() - 1);
      next();
    }
    return all.toString();
  }

  boolean isQuoted() {
    return word.startsWith("\"") || word.startsWith("'");
  }

  /// Steps over all up to the sign that ends a statement, with everything in braces and brackets.
  void skipStatement() {
    int depth = 0;
    while (depth > 0 || !is(";")) {
      String taken = take();
      depth += taken.equals("{") || taken.equals("[") ? 1 : 0;
      if (taken.equals("}") || taken.equals("]")) {
        depth--;
        if (depth == 0 && taken.equals("}")) {
          skip(";");
          return;
        }
      }
    }
    next();
  }

  /// The error for what is under way.
  UserException error(String what) {
    long line = text.substring(0, Math.min(at, text.length())).lines().count();
    return new UserException(
        ErrorCode.BAD_INPUT,
        "no schema of Protocol Buffers in %s: line %d: %s"
            .formatted(where, Math.max(1, line), what));
  }

  private String shown() {
    return word.isEmpty() ? "the end" : "'" + word + "'";
  }

  private void next() {
    skipSpace();
    int from = at;
    if (at == text.length()) {
      word = "";
      return;
    }
    char c = text.charAt(at);
    if (c == '"' || c == '\'') {
      skipQuoted(c);
    } else if (isNamePart(c) || c == '.') {
      while (at < text.length() && (isNamePart(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
    } else {
      at++;
    }
    word = text.substring(from, at);
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private void skipQuoted(char quote) {
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      at = text.length();
      throw error("a text does not end");
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw error("a comment does not end");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  /// Whether bytes are such a text, and not a set of descriptors.
  static boolean isText(byte[] bytes) {
    String start = new String(bytes, 0, Math.min(bytes.length, 4_096), StandardCharsets.UTF_8);
    return start.chars().noneMatch(c -> c < ' ' && !Character.isWhitespace(c));
  }
}
