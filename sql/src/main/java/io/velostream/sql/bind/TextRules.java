package io.velostream.sql.bind;

import static io.velostream.sql.bind.ExpressionBinder.type;

import io.velostream.expression.Expression;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.fun.SqlTrimFunction;

/// Calls with syntax of their own around text.
final class TextRules {
  private TextRules() {}

  /// TRIM(BOTH|LEADING|TRAILING x FROM s) as TRIM, LTRIM or RTRIM of (s, x).
  static Expression trim(RexCall call, ExpressionBinder binder) {
    SqlTrimFunction.Flag side =
        ((RexLiteral) call.getOperands().get(0)).getValueAs(SqlTrimFunction.Flag.class);
    if (side == null) {
      throw new IllegalStateException("no side in " + call);
    }
    String name =
        switch (side) {
          case BOTH -> "TRIM";
          case LEADING -> "LTRIM";
          case TRAILING -> "RTRIM";
        };
    Expression characters = binder.bind(call.getOperands().get(1));
    Expression text = binder.bind(call.getOperands().get(2));
    return binder.call(name, List.of(text, characters), type(call), binder.position(call));
  }
}
