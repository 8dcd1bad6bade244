package io.velostream.sql.dialect;

import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Rewrites the calls of a statement.
public final class DialectRewrite extends SqlShuttle {
  private final Map<String, DialectRule> rules;

  private DialectRewrite(Map<String, DialectRule> rules) {
    this.rules = rules;
  }

  /// The query with the functions of the catalogue only.
  public static SqlNode apply(SqlNode query, Dialect dialect) {
    if (dialect.rules().isEmpty()) {
      return query;
    }
    SqlNode rewritten = query.accept(new DialectRewrite(dialect.rules()));
    if (rewritten == null) {
      throw new IllegalStateException("a query was rewritten to nothing");
    }
    return rewritten;
  }

  /// A literal of the type DATETIME is one of our TIMESTAMP.
  @Override
  public @Nullable SqlNode visit(SqlLiteral literal) {
    return literal instanceof SqlUnknownLiteral unknown && unknown.tag.equals("DATETIME")
        ? SqlLiteral.createUnknown("TIMESTAMP", unknown.getValue(), unknown.getParserPosition())
        : literal;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode inner = visited(call);
    DialectRule rule = rules.get(call.getOperator().getName().toUpperCase(Locale.ROOT));
    if (rule == null || !(inner instanceof SqlCall changed)) {
      return inner;
    }
    SqlNode rewritten = rule.rewrite(changed);
    return rewritten == null ? inner : rewritten;
  }

  private @Nullable SqlNode visited(SqlCall call) {
    CallCopyingArgHandler arguments = new CallCopyingArgHandler(call, false);
    call.getOperator().acceptCall(this, call, false, arguments);
    return arguments.result();
  }
}
