package io.velostream.sql.optimize;

import io.velostream.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// Walks and rebuilds expressions.
public final class Expressions {
  private Expressions() {}

  /// The expression with every column replaced.
  public static Expression replaceColumns(
      Expression expression, Function<Expression.Column, Expression> replacement) {
    return switch (expression) {
      case Expression.Column e -> replacement.apply(e);
      case Expression.Literal e -> e;
      case Expression.Call e ->
          new Expression.Call(
              e.function(), all(e.operands(), replacement), e.type(), e.nullable(), e.position());
      case Expression.Cast e ->
          new Expression.Cast(
              replaceColumns(e.operand(), replacement), e.type(), e.lenient(), e.position());
      case Expression.And e -> new Expression.And(all(e.operands(), replacement));
      case Expression.Or e -> new Expression.Or(all(e.operands(), replacement));
      case Expression.Not e -> new Expression.Not(replaceColumns(e.operand(), replacement));
      case Expression.IsNull e -> new Expression.IsNull(replaceColumns(e.operand(), replacement));
      case Expression.Case e -> replaceInCase(e, replacement);
      case Expression.Coalesce e ->
          new Expression.Coalesce(all(e.operands(), replacement), e.type());
    };
  }

  /// Tells every use of a column.
  public static void forEachColumn(Expression expression, IntConsumer use) {
    if (expression instanceof Expression.Column column) {
      use.accept(column.index());
    }
    for (Expression operand : expression.operands()) {
      forEachColumn(operand, use);
    }
  }

  /// Whether evaluating it again costs nothing.
  static boolean isTrivial(Expression expression) {
    return expression instanceof Expression.Column || expression instanceof Expression.Literal;
  }

  private static Expression replaceInCase(
      Expression.Case e, Function<Expression.Column, Expression> replacement) {
    List<Expression.Case.Branch> branches = new ArrayList<>();
    for (Expression.Case.Branch branch : e.branches()) {
      branches.add(
          new Expression.Case.Branch(
              replaceColumns(branch.condition(), replacement),
              replaceColumns(branch.result(), replacement)));
    }
    return new Expression.Case(branches, replaceColumns(e.otherwise(), replacement), e.type());
  }

  private static List<Expression> all(
      List<Expression> expressions, Function<Expression.Column, Expression> replacement) {
    return expressions.stream().map(e -> replaceColumns(e, replacement)).toList();
  }
}
