package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.SubqueryKernels;
import java.util.List;

/// What subqueries become; no query can call it.
final class SubqueryFunctions {
  private SubqueryFunctions() {}

  static List<Definition> definitions() {
    return List.of(Definition.nullAware("$SINGLE_ROW", SubqueryFunctions::singleRow));
  }

  /// The first argument, if the second one, a number of rows, is no more than 1.
  private static Expression singleRow(Invocation call) {
    Expression checked =
        call.call(SubqueryKernels.class, "atMostOne", DataType.BOOLEAN, call.argument(1));
    return new Expression.Case(
        List.of(new Expression.Case.Branch(checked, call.asResult(call.argument(0)))),
        new Expression.Literal(null, call.result()),
        call.result());
  }
}
