package io.velostream.plan.explain;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import java.util.List;
import java.util.stream.Collectors;

/// Expressions as SQL text, with the names of the input's columns.
public final class ExpressionText {
  private ExpressionText() {}

  /// The expression over columns of `input`.
  public static String of(Expression expression, Schema input) {
    return switch (expression) {
      case Expression.Column e -> input.field(e.index()).name();
      case Expression.Literal e -> LiteralText.of(e);
      case Expression.Call e -> call(e.function().name(), texts(e.operands(), input));
      case Expression.Cast e ->
          "%s(%s AS %s)"
              .formatted(
                  e.lenient() ? "TRY_CAST" : "CAST", of(e.operand(), input), e.type().sql());
      case Expression.And e -> "(" + String.join(" AND ", texts(e.operands(), input)) + ")";
      case Expression.Or e -> "(" + String.join(" OR ", texts(e.operands(), input)) + ")";
      case Expression.Not(Expression.IsNull e) -> of(e.operand(), input) + " IS NOT NULL";
      case Expression.Not e -> "NOT " + of(e.operand(), input);
      case Expression.IsNull e -> of(e.operand(), input) + " IS NULL";
      case Expression.Case e ->
          e.branches().stream()
              .map(
                  b -> " WHEN %s THEN %s".formatted(of(b.condition(), input), of(b.result(), input)))
              .collect(
                  Collectors.joining("", "CASE", " ELSE " + of(e.otherwise(), input) + " END"));
      case Expression.Coalesce e when isTrue(e) -> of(e.operands().getFirst(), input) + " IS TRUE";
      case Expression.Coalesce e -> call("COALESCE", texts(e.operands(), input));
    };
  }

  /// The form of IS TRUE: NULL counts as FALSE.
  private static boolean isTrue(Expression.Coalesce e) {
    return e.operands().size() == 2
        && e.operands().getLast().equals(new Expression.Literal(0L, DataType.BOOLEAN));
  }

  private static List<String> texts(List<Expression> expressions, Schema input) {
    return expressions.stream().map(e -> of(e, input)).toList();
  }

  /// Signs stand between their operands, names before them.
  private static String call(String name, List<String> operands) {
    boolean sign = !Character.isLetter(name.charAt(0));
    if (operands.size() == 2 && (sign || name.equals("LIKE"))) {
      return "(" + operands.get(0) + " " + name + " " + operands.get(1) + ")";
    }
    return sign && operands.size() == 1
        ? name + operands.get(0)
        : name + "(" + String.join(", ", operands) + ")";
  }
}
