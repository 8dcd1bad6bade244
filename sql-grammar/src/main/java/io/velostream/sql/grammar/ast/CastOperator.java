package io.velostream.sql.grammar.ast;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `x::type`. It lives only while an expression is being read: the call it builds is an ordinary
/// CAST, so that nothing behind the parser has to know it.
public final class CastOperator extends SqlBinaryOperator {
  public static final CastOperator INSTANCE = new CastOperator();

  private CastOperator() {
    // Binds tighter than anything but the dot.
    super("::", SqlKind.CAST, 94, true, null, null, null);
  }

  @Override
  public SqlCall createCall(
      @Nullable SqlLiteral quantifier, SqlParserPos pos, @Nullable SqlNode... operands) {
    return SqlStdOperatorTable.CAST.createCall(pos, operands);
  }
}
