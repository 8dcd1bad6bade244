package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.SubqueryKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What subqueries and WITHIN DISTINCT become; no query can call it.
final class SubqueryFunctions {
  private SubqueryFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.nullAware("$SINGLE_ROW", SubqueryFunctions::singleRow),
        Definition.nullAware("$UNIQUE_VALUE", SubqueryFunctions::uniqueValue));
  }

  /// The first argument, if the second one is the same: the least and the greatest of some values,
  /// which NULLs are not.
  private static @Nullable Expression uniqueValue(Invocation call) {
    Expression same = ComparisonFunctions.notDistinct(call);
    if (same == null) {
      return null;
    }
    Expression checked = call.call(SubqueryKernels.class, "isUnique", DataType.BOOLEAN, same);
    return new Expression.Case(
        List.of(new Expression.Case.Branch(checked, call.asResult(call.argument(0)))),
        new Expression.Literal(null, call.result()),
        call.result());
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
