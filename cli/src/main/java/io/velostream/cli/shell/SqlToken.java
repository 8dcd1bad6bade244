package io.velostream.cli.shell;

/// A word of SQL text.
///
/// @param start index of its first character
/// @param end index after its last
/// @param closed whether a quoted word or comment has its end
record SqlToken(Kind kind, int start, int end, boolean closed) {
  /// What a word is, as far as one can tell without a grammar.
  enum Kind {
    WORD,
    NUMBER,
    /// A literal in single quotes.
    STRING,
    /// A name in double quotes or back quotes.
    QUOTED_NAME,
    COMMENT,
    /// One character of any other kind.
    SYMBOL
  }

  String in(String text) {
    return text.substring(start, end);
  }

  boolean is(String text, String symbol) {
    return kind == Kind.SYMBOL && text.startsWith(symbol, start);
  }
}
