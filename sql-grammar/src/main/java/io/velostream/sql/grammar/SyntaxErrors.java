package io.velostream.sql.grammar;

import io.velostream.sql.grammar.SqlSyntaxException.Code;
import io.velostream.sql.grammar.generated.ParseException;
import io.velostream.sql.grammar.generated.StreamSqlParser;
import io.velostream.sql.grammar.generated.StreamSqlParserConstants;
import io.velostream.sql.grammar.generated.Token;
import io.velostream.sql.grammar.generated.TokenMgrError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.jspecify.annotations.Nullable;

/// Says in a line what a generated parser says in pages.
final class SyntaxErrors {
  /// What the grammar says of a whole number that must fit a Java type.
  private static final Pattern TOO_LARGE =
      Pattern.compile("Literal '(.*)' can not be parsed to type '.*'");

  private static final List<String> STATEMENT_STARTS =
      List.of(
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "CREATE",
          "DROP",
          "WITH",
          "VALUES",
          "TABLE",
          "SHOW",
          "DESCRIBE",
          "DESC",
          "EXPLAIN",
          "SET",
          "RESET",
          "EXECUTE",
          "BEGIN",
          "START",
          "STOP",
          "PAUSE",
          "PRINT",
          "RESUME",
          "RESTART",
          "SAVEPOINT");

  /// Expected tokens worth telling, the most useful first.
  private static final List<String> TELLING =
      List.of(
          "FROM",
          "BY",
          "AS",
          "ON",
          "SELECT",
          "INTO",
          "JOIN",
          "WHERE",
          "GROUP",
          "HAVING",
          "WINDOW",
          "ORDER",
          "LIMIT",
          "EMIT",
          "WITH",
          "CHANGES",
          "FINAL",
          "TABLE",
          "STREAM",
          "SINK",
          "VIEW",
          "TABLES",
          "STREAMS",
          "VIEWS",
          "FUNCTIONS",
          "SETTINGS",
          "SET",
          "STATEMENT",
          "BEGIN",
          "INSERT",
          "EXISTS",
          "NULL",
          "IN",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "KEY",
          "FOR",
          "ROWS",
          "SECOND",
          "MINUTE",
          "HOUR",
          "DAY");

  private static final Set<String> QUERY_STARTS = Set.of("SELECT", "WITH", "VALUES", "TABLE");

  private static final Set<String> OPERATORS =
      Set.of(
          "=", "<>", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "||", "::", ".", "AND",
          "OR", "LIKE", "ILIKE", "BETWEEN");

  private static final int MOST_EXPECTED = 6;
  private static final int MOST_TEXT = 40;

  private static final Pattern LEXICAL_POSITION =
      Pattern.compile("(?s)Lexical error at line (\\d+), column (\\d+)\\..*");

  private SyntaxErrors() {}

  /// Rejects a first word that begins no statement, before the grammar takes it for an expression.
  static void checkStatementStart(Token first) {
    String word = first.image.toUpperCase(Locale.ROOT);
    if (first.image.equals("(") || STATEMENT_STARTS.contains(word)) {
      return;
    }
    checkClosed(first);
    String dialect = DialectHints.statement(first.image);
    String near = dialect == null ? nearest(first.image, STATEMENT_STARTS) : null;
    throw new SqlSyntaxException(
        Code.UNKNOWN_STATEMENT,
        quote(first) + " does not begin a statement",
        first.beginLine,
        first.beginColumn,
        dialect != null
            ? dialect
            : near != null
                ? "did you mean " + near + "?"
                : "statements begin with SELECT, INSERT, CREATE, DROP, SHOW, DESCRIBE, EXPLAIN or"
                    + " SET");
  }

  /// @param first the first token of the statement
  static SqlSyntaxException explain(
      ParseException e, StreamSqlParser parser, @Nullable Token first) {
    if (e.currentToken == null) {
      Token last = parser.getToken(0);
      return new SqlSyntaxException(
          Code.INVALID_SYNTAX, firstLine(e), last.beginLine, last.beginColumn, null, e);
    }
    // A sequence is what the parser would have accepted from here on, one token or several. The
    // token at fault is the first that no sequence gets past.
    int matched = 0;
    for (int[] sequence : e.expectedTokenSequences) {
      matched = Math.max(matched, matchedPrefix(sequence, e.currentToken));
    }
    Token previous = e.currentToken;
    for (int i = 0; i < matched; i++) {
      previous = following(previous);
    }
    Token found = following(previous);
    Set<String> expected = new TreeSet<>();
    for (int[] sequence : e.expectedTokenSequences) {
      if (sequence.length > matched && matchedPrefix(sequence, e.currentToken) == matched) {
        expected.add(name(e.tokenImage[sequence[matched]]));
      }
    }
    if (isEnd(expected) && isOperator(found) && found.next != null) {
      // The parser looks two tokens ahead for an operator, so it blames the operator when only its
      // right-hand side is wrong.
      previous = found;
      found = found.next;
      expected = Set.of("EXISTS", "<IDENTIFIER>");
    }
    return explain(first == null ? e.currentToken : first, previous, found, expected, e);
  }

  private static SqlSyntaxException explain(
      Token first, Token previous, Token found, Set<String> expected, ParseException cause) {
    checkClosed(found);
    boolean end = found.kind == StreamSqlParserConstants.EOF;
    boolean wantsName = expected.contains("<IDENTIFIER>") || wantsExpression(expected);
    Code code = Code.UNEXPECTED_TOKEN;
    String dialect =
        end ? null : DialectHints.unexpected(String.valueOf(previous.image), found.image);
    String hint = null;
    if (!end && wantsName && isReservedName(found)) {
      code = Code.RESERVED_WORD;
      hint = quoteIt(found);
    } else if (!wantsName && !isEnd(expected) && Words.isOpener(String.valueOf(previous.image))) {
      code = Code.RESERVED_WORD;
      hint = quoteIt(previous);
    } else {
      hint = didYouMean(previous, found, expected);
    }
    if (hint == null) {
      hint = new SyntaxHints(first, previous, found, expected).hint();
    }
    if (hint == null && !end && DialectHints.isClause(found.image)) {
      hint = DialectHints.CLAUSES;
    }
    if (dialect != null) {
      code = Code.UNEXPECTED_TOKEN;
      hint = dialect;
    }
    if (end) {
      code = Code.UNEXPECTED_END;
    } else if (isEnd(expected) && code != Code.RESERVED_WORD) {
      code = Code.TRAILING_TEXT;
      boolean statement = STATEMENT_STARTS.contains(found.image.toUpperCase(Locale.ROOT));
      hint = hint == null && statement ? "separate statements by ';'" : hint;
    }
    String list = list(previous, expected);
    String message =
        (end ? "the statement ends too early" : "unexpected " + quote(found))
            + (list.isEmpty() ? "" : "; expected " + list);
    return end
        ? new SqlSyntaxException(
            code, message, previous.endLine, previous.endColumn + 1, hint, cause)
        : new SqlSyntaxException(code, message, found.beginLine, found.beginColumn, hint, cause);
  }

  private static boolean isEnd(Set<String> expected) {
    return expected.contains("<EOF>") || expected.contains(";");
  }

  /// The generated parser lists only a few of the tokens that may begin an expression.
  private static boolean wantsExpression(Set<String> expected) {
    return expected.contains("EXISTS") && expected.size() > 1
        || expected.contains("ROLLUP")
        // Behind GROUP BY.
        || expected.equals(Set.of("ALL", "DISTINCT"))
        || expected.contains("TABLE") && expected.contains("DEFAULT")
        || expected.contains("*") && !isEnd(expected);
  }

  private static boolean isOperator(Token token) {
    return OPERATORS.contains(token.image.toUpperCase(Locale.ROOT));
  }

  static SqlSyntaxException explain(TokenMgrError e, LineMap lines) {
    Matcher matcher = LEXICAL_POSITION.matcher(String.valueOf(e.getMessage()));
    int line = 1;
    int column = 1;
    if (matcher.matches()) {
      line = Integer.parseInt(matcher.group(1));
      column = Integer.parseInt(matcher.group(2));
    }
    boolean atEnd = String.valueOf(e.getMessage()).contains("Encountered: <EOF>");
    if (atEnd) {
      int[] start = lines.lastComment();
      return new SqlSyntaxException(
          Code.NOT_CLOSED, "the comment is not closed", start[0], start[1], "end it with */", e);
    }
    return new SqlSyntaxException(
        Code.INVALID_CHARACTER,
        "character '" + lines.characterAt(line, column) + "' is not part of SQL",
        line,
        column,
        DialectHints.character(lines.characterAt(line, column)),
        e);
  }

  /// Errors that Calcite's grammar raises itself, about pieces that do not fit together.
  static SqlSyntaxException explain(CalciteContextException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new SqlSyntaxException(
        Code.INVALID_SYNTAX,
        plain(firstLine(cause)),
        e.getPosLine(),
        e.getPosColumn(),
        advice(firstLine(cause)),
        e);
  }

  static SqlSyntaxException explain(RuntimeException e, Token last) {
    return new SqlSyntaxException(
        Code.INVALID_SYNTAX, firstLine(e), last.beginLine, last.beginColumn, null, e);
  }

  static SqlSyntaxException tooDeep(Token last) {
    return new SqlSyntaxException(
        Code.INVALID_SYNTAX,
        "the statement is nested too deeply",
        last.beginLine,
        last.beginColumn,
        "split it into views");
  }

  /// A quote that opens nothing is a token of its own, so that it can be told from other errors.
  private static void checkClosed(Token token) {
    boolean string = token.kind == StreamSqlParserConstants.QUOTE;
    if (string || token.kind == StreamSqlParserConstants.DOUBLE_QUOTE) {
      throw new SqlSyntaxException(
          Code.NOT_CLOSED,
          string ? "the string is not closed" : "the quoted name is not closed",
          token.beginLine,
          token.beginColumn,
          string
              ? "end it with ', and write '' for a quote inside"
              : "end it with \" on the same line");
    }
  }

  private static int matchedPrefix(int[] sequence, Token before) {
    Token token = before;
    int i = 0;
    while (i < sequence.length - 1) {
      token = token.next;
      if (token == null || token.kind != sequence[i]) {
        break;
      }
      i++;
    }
    return i;
  }

  private static Token following(Token token) {
    return token.next == null ? token : token.next;
  }

  private static boolean isReservedName(Token token) {
    if (token.image == null || !Words.isReserved(token.image) || Words.isClause(token.image)) {
      return false;
    }
    boolean beginsClause = token.next != null && token.next.kind == StreamSqlParserConstants.BY;
    return !beginsClause;
  }

  private static String quoteIt(Token token) {
    return token.image.toUpperCase(Locale.ROOT)
        + " is a reserved word; to use it as a name, quote it: \""
        + token.image
        + "\"";
  }

  @SuppressWarnings("ReferenceEquality") // this very token
  private static @Nullable String didYouMean(Token previous, Token found, Set<String> expected) {
    List<String> words = TELLING.stream().filter(expected::contains).toList();
    for (Token token : new Token[] {found, previous}) {
      boolean name = token.kind == StreamSqlParserConstants.IDENTIFIER;
      if (name || token == found && Words.isKeyword(token.image)) {
        String near = nearest(token.image, words);
        if (near != null) {
          return "did you mean " + near + " instead of " + token.image + "?";
        }
      }
    }
    return null;
  }

  private static @Nullable String nearest(String word, List<String> candidates) {
    if (word.length() < 3) {
      return null;
    }
    return candidates.stream()
        .filter(candidate -> Words.distance(word, candidate) <= (word.length() > 4 ? 2 : 1))
        .min(Comparator.comparingInt(candidate -> Words.distance(word, candidate)))
        .orElse(null);
  }

  /// The few expected tokens that help, as a phrase; empty if none does.
  private static String list(Token previous, Set<String> expected) {
    List<String> phrases = new ArrayList<>();
    boolean name = expected.contains("<IDENTIFIER>");
    boolean duration = expected.contains("INTERVAL");
    if (wantsExpression(expected)) {
      return "an expression";
    }
    if (previous.kind == StreamSqlParserConstants.FROM
        || previous.kind == StreamSqlParserConstants.JOIN) {
      return "a table";
    }
    if (duration && expected.contains("<UNSIGNED_INTEGER_LITERAL>")) {
      phrases.add("a duration such as 1m");
    } else {
      addIf(name, "a name", phrases);
      boolean goesOn = previous.kind == StreamSqlParserConstants.QUOTED_STRING;
      addIf(expected.contains("<QUOTED_STRING>") && !goesOn, "a string", phrases);
      addIf(expected.contains("<UNSIGNED_INTEGER_LITERAL>"), "a number", phrases);
    }
    boolean query = expected.contains("SELECT");
    addIf(query, "a query", phrases);
    for (String symbol : List.of("(", ")", ",", "=", ".")) {
      addIf(expected.contains(symbol) && !query, "'" + symbol + "'", phrases);
    }
    for (String word : TELLING) {
      boolean telling = query ? !QUERY_STARTS.contains(word) : !name || Words.isReserved(word);
      addIf(expected.contains(word) && telling, word, phrases);
    }
    if (phrases.isEmpty()) {
      expected.stream().filter(word -> !word.startsWith("<")).forEach(phrases::add);
    }
    if (phrases.size() > MOST_EXPECTED) {
      phrases.subList(MOST_EXPECTED, phrases.size()).clear();
    }
    addIf(isEnd(expected), "the end of the statement", phrases);
    if (phrases.size() < 2) {
      return String.join("", phrases);
    }
    return String.join(", ", phrases.subList(0, phrases.size() - 1))
        + " or "
        + phrases.get(phrases.size() - 1);
  }

  private static void addIf(boolean condition, String phrase, List<String> phrases) {
    if (condition) {
      phrases.add(phrase);
    }
  }

  /// A token's name: keywords and symbols bare, kinds of tokens in angle brackets.
  private static String name(String tokenImage) {
    return tokenImage.startsWith("\"")
        ? tokenImage.substring(1, tokenImage.length() - 1)
        : tokenImage;
  }

  private static String quote(Token token) {
    if (token.kind == StreamSqlParserConstants.EOF) {
      return "end of text";
    }
    String image =
        token.image.length() > MOST_TEXT ? token.image.substring(0, MOST_TEXT) + "…" : token.image;
    return image.startsWith("'") ? image : "'" + image + "'";
  }

  /// Calcite's most frequent complaints in words for users.
  private static String plain(String message) {
    return switch (message) {
      case "Non-query expression encountered in illegal context" ->
          "a query is expected, but this is an expression";
      case "Query expression encountered in illegal context" ->
          "a query here must stand in parentheses";
      case "BETWEEN operator has no terminating AND" ->
          "BETWEEN needs two bounds, as in x BETWEEN 1 AND 2";
      default -> TOO_LARGE.matcher(message).replaceFirst("the number $1 is too large here");
    };
  }

  private static @Nullable String advice(String message) {
    return switch (message) {
      case "Non-query expression encountered in illegal context" ->
          "a query begins with SELECT, WITH or VALUES";
      case "Query expression encountered in illegal context" -> "write (SELECT …)";
      default -> null;
    };
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
