package io.velostream.sql.grammar;

import io.velostream.sql.grammar.generated.StreamSqlParserConstants;
import io.velostream.sql.grammar.generated.Token;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Advice for slips that can be told from the text around them: commas, parentheses, words that go
/// together.
///
/// @param first the first token of the statement
/// @param previous the last token that fits
/// @param found the one behind it, which does not
/// @param expected what would fit
record SyntaxHints(Token first, Token previous, Token found, Set<String> expected) {
  private static final Set<String> JOINS = Set.of("INNER", "LEFT", "RIGHT", "FULL", "CROSS");

  /// The advice, or `null` when no rule is about this place.
  @Nullable String hint() {
    String before = word(previous);
    String word = word(found);
    if (before.equals(",") && (isEnd() || Words.isClause(word) || isOne(word, ",", ")", "GROUP"))) {
      return "there is a comma too many";
    }
    if (word.equals(")") && openParenthesis() == null) {
      return "no ( is open: leave the ) out";
    }
    String joined = together(before, word);
    if (joined != null) {
      return joined;
    }
    Token open = expected.contains(")") && (isEnd() || ends(word)) ? openParenthesis() : null;
    if (open != null && word.equals("ORDER") && isOne(word(before(open)), "FIRST", "LAST")) {
      return "write " + word(before(open)) + "_VALUE(x ORDER BY y)";
    }
    if (open != null) {
      String line = open.beginLine == found.beginLine ? "" : "line " + open.beginLine + ", ";
      return "the ( in " + line + "column " + open.beginColumn + " is not closed";
    }
    if (expected.contains("FROM") && DialectHints.isClause(word)) {
      return "is FROM missing? " + DialectHints.CLAUSES;
    }
    return expected.contains(",") && isValue() ? "is a comma missing?" : null;
  }

  /// For words that belong to those around them.
  private @Nullable String together(String before, String word) {
    String twoBefore = word(before(previous));
    if (expected.contains("MINUTE") && expected.contains("DAY") && twoBefore.equals("INTERVAL")) {
      return "the unit stands behind the number: INTERVAL '1' DAY";
    }
    if (expected.contains("END") && !isOne(word, "WHEN", "ELSE", "THEN")) {
      return "CASE ends with END: CASE WHEN a THEN b ELSE c END";
    }
    if (isOne("IF", before, twoBefore) && expected.contains("FROM")) {
      return "write IF(condition, a, b), or CASE WHEN condition THEN a ELSE b END";
    }
    if (word.equals("NOT") && next(found).equals("NULL")) {
      return "write IS NOT NULL";
    }
    if (word.equals("IS")) {
      return "IS takes NULL, TRUE, FALSE and UNKNOWN, also behind NOT; = compares values";
    }
    if (word.equals("AS") && twoBefore.equals("WATERMARK")) {
      return "write WATERMARK FOR " + previous.image + " AS …";
    }
    if (word.equals("SELECT") && before.equals("AS") && expected.contains("(")) {
      return "the query stands in parentheses: AS (SELECT …)";
    }
    if (word.equals("SELECT") && before.equals("(") && word(first).equals("WITH")) {
      return "AS is missing: WITH name AS (SELECT …)";
    }
    if (expected.contains("WITH") && expected.contains("AS") && word(first).equals("CREATE")) {
      return isValue()
          ? "columns stand in parentheses: (a INTEGER, b VARCHAR)"
          : "what a table reads stands behind WITH: WITH ('connector' = 'file', 'path' = …)";
    }
    if (word.equals("FROM") && expected.contains("SELECT")) {
      return DialectHints.statement("FROM");
    }
    if (word.equals(":") && expected.contains("]")) {
      return "parts are SUBSTRING(text, from, length) and ARRAY_SLICE(array, from, to)";
    }
    return JOINS.contains(word) && !next(found).equals("JOIN") && !next(found).equals("OUTER")
        ? "write a " + word + " JOIN b ON a.x = b.x"
        : null;
  }

  private boolean isEnd() {
    return found.kind == StreamSqlParserConstants.EOF || word(found).equals(";");
  }

  /// Whether a word shows that what came before it in parentheses is over.
  private static boolean ends(String word) {
    return DialectHints.isClause(word) || isOne(word, "FROM", "OVER", "LIMIT", "EMIT", "AS");
  }

  /// Whether a name or a constant was found, which may be the next item of a list.
  private boolean isValue() {
    return switch (found.kind) {
      case StreamSqlParserConstants.IDENTIFIER,
          StreamSqlParserConstants.QUOTED_IDENTIFIER,
          StreamSqlParserConstants.QUOTED_STRING,
          StreamSqlParserConstants.UNSIGNED_INTEGER_LITERAL,
          StreamSqlParserConstants.DECIMAL_NUMERIC_LITERAL,
          StreamSqlParserConstants.APPROX_NUMERIC_LITERAL ->
          true;
      default -> Words.isKeyword(found.image) && !Words.isReserved(found.image);
    };
  }

  /// The innermost parenthesis that is open in front of what was found.
  @SuppressWarnings("ReferenceEquality") // this very token
  private @Nullable Token openParenthesis() {
    Deque<Token> open = new ArrayDeque<>();
    for (Token token = first; token != null && token != found; token = token.next) {
      switch (token.kind) {
        case StreamSqlParserConstants.LPAREN -> open.push(token);
        case StreamSqlParserConstants.RPAREN -> open.poll();
        default -> {}
      }
    }
    return open.peek();
  }

  @SuppressWarnings("ReferenceEquality") // this very token
  private @Nullable Token before(Token wanted) {
    for (Token token = first; token != null && token.next != null; token = token.next) {
      if (token.next == wanted) {
        return token;
      }
    }
    return null;
  }

  private static String next(Token token) {
    return word(token.next);
  }

  private static String word(@Nullable Token token) {
    return token == null || token.image == null ? "" : token.image.toUpperCase(Locale.ROOT);
  }

  private static boolean isOne(String word, String... words) {
    return Arrays.asList(words).contains(word);
  }
}
