package io.velostream.sql.grammar;

import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;

/// How a syntax tree is written so that our own parser reads it.
final class StreamSqlDialect extends AnsiSqlDialect {
  static final SqlDialect INSTANCE = new StreamSqlDialect();

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

  private StreamSqlDialect() {
    super(DEFAULT_CONTEXT.withIdentifierQuoteString("\""));
  }

  @Override
  protected boolean identifierNeedsQuote(String name) {
    return !PLAIN.matcher(name).matches() || Words.isReserved(name);
  }

  @Override
  public StringBuilder quoteIdentifier(StringBuilder buffer, String name) {
    return identifierNeedsQuote(name) ? super.quoteIdentifier(buffer, name) : buffer.append(name);
  }
}
