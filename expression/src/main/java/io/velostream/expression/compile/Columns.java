package io.velostream.expression.compile;

import io.velostream.expression.Expression;
import io.velostream.expression.Expression.And;
import io.velostream.expression.Expression.Call;
import io.velostream.expression.Expression.Case;
import io.velostream.expression.Expression.Cast;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.Expression.Column;
import io.velostream.expression.Expression.IsNull;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.Expression.Not;
import io.velostream.expression.Expression.Or;
import java.util.List;

/// Rewrites column references.
final class Columns {
  private Columns() {}

  /// The same expression with every column at `index`, and nullable.
  static Expression renumber(Expression expression, int index) {
    return switch (expression) {
      case Column column -> new Column(index, column.type(), true);
      case Literal _ -> expression;
      case Call call ->
          new Call(
              call.function(), all(call.operands(), index), call.type(), true, call.position());
      case Cast cast ->
          new Cast(renumber(cast.operand(), index), cast.type(), cast.lenient(), cast.position());
      case And and -> new And(all(and.operands(), index));
      case Or or -> new Or(all(or.operands(), index));
      case Not not -> new Not(renumber(not.operand(), index));
      case IsNull isNull -> new IsNull(renumber(isNull.operand(), index));
      case Case choice ->
          new Case(
              choice.branches().stream()
                  .map(b ->
                      new Case.Branch(renumber(b.condition(), index), renumber(b.result(), index)))
                  .toList(),
              renumber(choice.otherwise(), index),
              choice.type());
      case Coalesce coalesce -> new Coalesce(all(coalesce.operands(), index), coalesce.type());
    };
  }

  private static List<Expression> all(List<Expression> expressions, int index) {
    return expressions.stream().map(e -> renumber(e, index)).toList();
  }
}
