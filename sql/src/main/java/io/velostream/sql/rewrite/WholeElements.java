package io.velostream.sql.rewrite;

import io.velostream.sql.dialect.Calls;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/// `UNNEST(a, b) AS t (x, y)`: where there is one name for each value, and one more for the number
/// of the element if that is asked for, an element that is a ROW of several fields is one column
/// and not one for each field.
///
/// The function that is put around the values does nothing to elements that are one column anyway.
final class WholeElements {
  private static final String WHOLE = "$WHOLE";
  private static final String PART = "$UNNEST_PART";

  private WholeElements() {}

  /// The call of AS, with whole elements where its names say so.
  static SqlNode of(SqlCall as) {
    SqlNode query = as.operand(0);
    boolean lateral = query.getKind() == SqlKind.LATERAL;
    if (!((lateral ? ((SqlCall) query).operand(0) : query) instanceof SqlCall unnest)
        || !(unnest.getOperator() instanceof SqlUnnestOperator operator)
        || as.operandCount() - 2 != unnest.operandCount() + (operator.withOrdinality ? 1 : 0)) {
      return as;
    }
    SqlNode whole =
        operator.createCall(
            unnest.getParserPosition(),
            unnest.getOperandList().stream().map(WholeElements::whole).toList());
    List<SqlNode> operands = new ArrayList<>(as.getOperandList());
    operands.set(
        0,
        lateral
            ? ((SqlCall) query).getOperator().createCall(query.getParserPosition(), whole)
            : whole);
    return as.getOperator().createCall(as.getParserPosition(), operands);
  }

  private static SqlNode whole(SqlNode value) {
    SqlParserPos at = value.getParserPosition();
    return value instanceof SqlCall part && part.getOperator().getName().equals(PART)
        ? Calls.of(PART, at, Calls.of(WHOLE, at, part.<SqlNode>operand(0)))
        : value.isA(SqlKind.QUERY) ? value : Calls.of(WHOLE, at, value);
  }
}
