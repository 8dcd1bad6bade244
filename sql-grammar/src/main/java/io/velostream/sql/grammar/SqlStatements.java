package io.velostream.sql.grammar;

import io.velostream.sql.grammar.ast.SetOption;
import io.velostream.sql.grammar.generated.ParseException;
import io.velostream.sql.grammar.generated.StreamSqlParser;
import io.velostream.sql.grammar.generated.Token;
import io.velostream.sql.grammar.generated.TokenMgrError;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.util.SourceStringReader;
import org.jspecify.annotations.Nullable;

/// Reads scripts, statements and expressions, and writes syntax trees back as SQL.
///
/// Statements are separated by semicolons; empty ones are skipped, comments are `-- ...` and `/*
/// ... */`. Names keep their case, quoted by double quotes or not; whether `Price` is `price` is
/// for the catalogue to say. Every method may be called from any thread.
public final class SqlStatements {
  /// The setting that says how statements are spelled.
  public static final String DIALECT = "sql.dialect";

  private SqlStatements() {}

  /// Reads all statements of a script.
  ///
  /// @return the statements in the order written; none for a script of comments and semicolons
  /// @throws SqlSyntaxException at the first error
  public static List<ParsedStatement> parse(String script) {
    return parse(script, "");
  }

  /// Reads all statements of a script in the spelling of a dialect. A statement that sets
  /// [#DIALECT] changes the spelling of those behind it.
  ///
  /// @param dialect `bigquery`: texts in single or double quotes, names in backticks, escapes with
  ///   backslashes; anything else is standard SQL
  /// @throws SqlSyntaxException at the first error
  public static List<ParsedStatement> parse(String script, String dialect) {
    Reader reader = new Reader(script);
    reader.spell(dialect);
    return reader.statements();
  }

  /// Reads exactly one statement, which a semicolon may follow.
  ///
  /// @throws SqlSyntaxException at the first error, or if there are more statements or none
  public static ParsedStatement parseOne(String statement) {
    List<ParsedStatement> statements = parse(statement);
    if (statements.isEmpty()) {
      throw new SqlSyntaxException(
          SqlSyntaxException.Code.STATEMENT_COUNT, "there is no statement", 1, 1, null);
    }
    if (statements.size() > 1) {
      ParsedStatement second = statements.get(1);
      throw new SqlSyntaxException(
          SqlSyntaxException.Code.STATEMENT_COUNT,
          "one statement is expected, but there are " + statements.size(),
          second.line(),
          second.column(),
          "run them as a script");
    }
    return statements.get(0);
  }

  /// Reads an expression, such as a computed column or a metric's condition.
  ///
  /// @throws SqlSyntaxException at the first error
  public static SqlNode parseExpression(String expression) {
    Reader reader = new Reader(expression);
    return reader.read(reader.parser::ExpressionToEnd);
  }

  /// Writes a syntax tree as SQL on several lines that [#parse] reads back as an equal tree. Names
  /// are quoted only where they must be.
  public static String format(SqlNode node) {
    return node.toSqlString(config ->
            config
                .withDialect(StreamSqlDialect.INSTANCE)
                .withQuoteAllIdentifiers(false)
                .withAlwaysUseParentheses(false)
                .withSelectListItemsOnSeparateLines(false)
                .withUpdateSetListNewline(false)
                .withIndentation(0))
        .getSql();
  }

  /// A name as a statement has to write it: in quotes where it needs them.
  public static String name(String name) {
    return StreamSqlDialect.INSTANCE.quoteIdentifier(name);
  }

  /// Whether a word cannot be a name unless it is quoted.
  public static boolean isReserved(String word) {
    return Words.isReserved(word);
  }

  static StreamSqlParser parser(String text) {
    // The tokenizer's buffer is as long as the text, and cannot be empty.
    String source = text.isEmpty() ? " " : text;
    StreamSqlParser parser =
        (StreamSqlParser) StreamSqlParser.FACTORY.getParser(new SourceStringReader(source));
    parser.setTabSize(1);
    parser.setQuotedCasing(Casing.UNCHANGED);
    parser.setUnquotedCasing(Casing.UNCHANGED);
    parser.setIdentifierMaxLength(SqlParser.DEFAULT_IDENTIFIER_MAX_LENGTH);
    parser.setConformance(SqlConformanceEnum.LENIENT);
    parser.switchTo(SqlAbstractParserImpl.LexicalState.DQID);
    return parser;
  }

  /// A production of the generated parser.
  private interface Production<T> {
    T read() throws ParseException;
  }

  /// One pass over a text.
  private static final class Reader {
    private final String text;
    private final LineMap lines;
    private final StreamSqlParser parser;
    private @Nullable Token first;

    Reader(String text) {
      this.text = text;
      this.lines = new LineMap(text);
      this.parser = parser(text);
    }

    List<ParsedStatement> statements() {
      List<ParsedStatement> statements = new ArrayList<>();
      while (!read(parser::ScriptEnd)) {
        statements.add(statement());
      }
      return List.copyOf(statements);
    }

    void spell(@Nullable String dialect) {
      parser.switchTo(
          "bigquery".equalsIgnoreCase(dialect)
              ? SqlAbstractParserImpl.LexicalState.BQID
              : SqlAbstractParserImpl.LexicalState.DQID);
    }

    private ParsedStatement statement() {
      Token start = read(() -> parser.getToken(1));
      first = start;
      SyntaxErrors.checkStatementStart(start);
      SqlNode node = read(parser::StreamStatement);
      Token last = parser.getToken(0);
      read(() -> {
        parser.StatementEnd();
        return true;
      });
      if (node instanceof SetOption set && DIALECT.equalsIgnoreCase(set.key())) {
        spell(set.value());
      }
      int from = lines.offset(start.beginLine, start.beginColumn);
      int end = lines.offset(last.endLine, last.endColumn) + 1;
      return new ParsedStatement(
          node, text.substring(from, end), start.beginLine, start.beginColumn, from);
    }

    <T> T read(Production<T> production) {
      try {
        return production.read();
      } catch (ParseException e) {
        throw SyntaxErrors.explain(e, parser, first);
      } catch (TokenMgrError e) {
        throw SyntaxErrors.explain(e, lines);
      } catch (CalciteContextException e) {
        throw SyntaxErrors.explain(e);
      } catch (SqlSyntaxException e) {
        throw e;
      } catch (RuntimeException e) {
        throw SyntaxErrors.explain(e, parser.getToken(0));
      } catch (StackOverflowError e) {
        throw SyntaxErrors.tooDeep(parser.getToken(0));
      }
    }
  }
}
