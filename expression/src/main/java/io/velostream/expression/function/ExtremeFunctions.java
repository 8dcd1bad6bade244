package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.MathKernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// GREATEST and LEAST: of the arguments that are not NULL, as in PostgreSQL.
final class ExtremeFunctions {
  private ExtremeFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.nullAware(
            "GREATEST",
            "GREATEST(a, b, ...)",
            "The greatest of the values that are not NULL.",
            call -> bind(call, "greatest")),
        Definition.nullAware(
            "LEAST",
            "LEAST(a, b, ...)",
            "The smallest of the values that are not NULL.",
            call -> bind(call, "least")));
  }

  private static @Nullable Expression bind(Invocation call, String kernel) {
    if (call.count() == 0 || !isComparable(call.result())) {
      return null;
    }
    List<Expression> values = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      if (!Casts.exists(argument.type(), call.result())) {
        return null;
      }
      if (!(argument.type() instanceof DataType.Null)) {
        values.add(call.cast(argument, call.result()));
      }
    }
    return values.isEmpty() ? new Literal(null, call.result()) : extreme(call, kernel, values);
  }

  /// Halves the list each time: every operand stands in the tree as often as its depth doubles, so
  /// that the tree stays quadratic.
  private static Expression extreme(Invocation call, String kernel, List<Expression> values) {
    if (values.size() == 1) {
      return values.getFirst();
    }
    int half = values.size() / 2;
    Expression a = extreme(call, kernel, values.subList(0, half));
    Expression b = extreme(call, kernel, values.subList(half, values.size()));
    Expression both = call.call(MathKernels.class, kernel, call.result(), a, b);
    if (!both.nullable()) {
      return both;
    }
    // NULL when one of them is; then it is the other one.
    List<Expression> choices = new ArrayList<>();
    choices.add(both);
    if (b.nullable()) {
      choices.add(a);
    }
    if (a.nullable()) {
      choices.add(b);
    }
    return new Coalesce(choices, call.result());
  }

  private static boolean isComparable(DataType type) {
    return switch (type) {
      case DataType.Bool _,
          DataType.Integral _,
          DataType.Floating _,
          DataType.Decimal _,
          DataType.Char _,
          DataType.Varchar _,
          DataType.Varbinary _,
          DataType.Date _,
          DataType.Time _,
          DataType.Timestamp _,
          DataType.Interval _ ->
          true;
      case DataType.Array _, DataType.Map _, DataType.Row _, DataType.Variant _, DataType.Null _ ->
          false;
    };
  }
}
