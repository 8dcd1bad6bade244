package io.velostream.cli.shell;

import java.util.ArrayList;
import java.util.List;

/// Cuts SQL into words, whatever state it is in while somebody types it.
final class SqlScanner {
  private final String text;
  private final List<SqlToken> tokens = new ArrayList<>();
  private int at;

  private SqlScanner(String text) {
    this.text = text;
  }

  /// The words of a text, in order; blanks are between them.
  static List<SqlToken> scan(String text) {
    SqlScanner scanner = new SqlScanner(text);
    while (scanner.at < text.length()) {
      scanner.next();
    }
    return scanner.tokens;
  }

  /// Whether the text ends with a whole statement: nothing is left open, and its last word is a
  /// semicolon.
  static boolean endsStatement(String text) {
    SqlToken last = null;
    for (SqlToken token : scan(text)) {
      if (token.kind() != SqlToken.Kind.COMMENT) {
        last = token;
      } else if (!token.closed()) {
        return false;
      }
    }
    return last == null || last.is(text, ";");
  }

  private void next() {
    char c = text.charAt(at);
    if (Character.isWhitespace(c)) {
      at++;
    } else if (text.startsWith("--", at)) {
      int end = text.indexOf('\n', at);
      add(SqlToken.Kind.COMMENT, end < 0 ? text.length() : end, true);
    } else if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      add(SqlToken.Kind.COMMENT, end < 0 ? text.length() : end + 2, end >= 0);
    } else if (c == '\'') {
      quoted(SqlToken.Kind.STRING, c);
    } else if (c == '"' || c == '`') {
      quoted(SqlToken.Kind.QUOTED_NAME, c);
    } else if (Character.isDigit(c)) {
      add(SqlToken.Kind.NUMBER, endOfNumber(), true);
    } else if (Character.isJavaIdentifierStart(c)) {
      add(SqlToken.Kind.WORD, endOfWord(at), true);
    } else {
      add(SqlToken.Kind.SYMBOL, at + 1, true);
    }
  }

  /// A quote inside is doubled.
  private void quoted(SqlToken.Kind kind, char quote) {
    int end = at + 1;
    while (end < text.length()) {
      if (text.charAt(end) != quote) {
        end++;
      } else if (end + 1 < text.length() && text.charAt(end + 1) == quote) {
        end += 2;
      } else {
        add(kind, end + 1, true);
        return;
      }
    }
    add(kind, text.length(), false);
  }

  private int endOfWord(int from) {
    int end = from;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int endOfNumber() {
    int end = endOfWord(at);
    if (end < text.length() && text.charAt(end) == '.') {
      end = endOfWord(end + 1);
    }
    return end;
  }

  private void add(SqlToken.Kind kind, int end, boolean closed) {
    tokens.add(new SqlToken(kind, at, end, closed));
    at = end;
  }
}
