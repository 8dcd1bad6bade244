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

/// `json -> key` and `json ->> key`. They live only while an expression is being read: the calls
/// they build are of the functions JSON_GET and JSON_GET_TEXT.
public final class JsonArrowOperator extends SqlBinaryOperator {
  /// `->`, which gives JSON.
  public static final JsonArrowOperator VALUE = new JsonArrowOperator("->", "JSON_GET");

  /// `->>`, which gives text.
  public static final JsonArrowOperator TEXT = new JsonArrowOperator("->>", "JSON_GET_TEXT");

  private final String function;

  private JsonArrowOperator(String sign, String function) {
    // Tighter than || and arithmetic, looser than the sign of a number: doc -> -1.
    super(sign, SqlKind.OTHER_FUNCTION, 70, true, null, null, null);
    this.function = function;
  }

  @Override
  public SqlCall createCall(
      @Nullable SqlLiteral quantifier, SqlParserPos pos, @Nullable SqlNode... operands) {
    return new SqlUnresolvedFunction(
            new SqlIdentifier(function, pos),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(pos, operands);
  }
}
