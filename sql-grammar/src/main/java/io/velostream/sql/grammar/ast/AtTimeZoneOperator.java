package io.velostream.sql.grammar.ast;

import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// `time AT TIME ZONE zone`. It lives only while an expression is being read: the call it builds is
/// one of the function AT_TIME_ZONE.
public final class AtTimeZoneOperator extends SqlBinaryOperator {
  public static final AtTimeZoneOperator INSTANCE = new AtTimeZoneOperator();

  private AtTimeZoneOperator() {
    // Binds tighter than arithmetic.
    super("AT TIME ZONE", SqlKind.OTHER_FUNCTION, 92, true, null, null, null);
  }

  @Override
  public SqlCall createCall(
      @Nullable SqlLiteral quantifier, SqlParserPos pos, @Nullable SqlNode... operands) {
    return new SqlUnresolvedFunction(
            new SqlIdentifier("AT_TIME_ZONE", pos),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.TIMEDATE)
        .createCall(pos, operands);
  }
}
