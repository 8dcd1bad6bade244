package io.velostream.sql.optimize;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes one Calc of two that follow one another, so that a row is looked at once.
///
/// The lower one's expressions are put in place of the upper one's columns, unless one that costs
/// something would then be evaluated twice. Rows that the upper filter drops are not computed any
/// more, so that an error of the lower Calc on such a row goes away; no error can appear.
public final class MergeCalcs implements Pass {
  private static final Expression FALSE = new Expression.Literal(0L, DataType.BOOLEAN);

  @Override
  public String name() {
    return "merge_calcs";
  }

  @Override
  public PlanNode rewrite(PlanNode root) {
    return PlanNodes.bottomUp(root, MergeCalcs::merge);
  }

  /// The node, merged with Calcs right below it when it is one.
  static PlanNode merge(PlanNode node) {
    if (node instanceof RowNode.Calc upper
        && upper.input() instanceof RowNode.Calc lower
        && canMerge(upper, lower)) {
      return merge(upper, lower);
    }
    return node;
  }

  private static PlanNode merge(RowNode.Calc upper, RowNode.Calc lower) {
    List<Expression> outputs = upper.outputs().stream().map(e -> inline(e, lower)).toList();
    Expression filter = upper.filter() == null ? null : inline(upper.filter(), lower);
    return new RowNode.Calc(lower.input(), both(lower.filter(), filter), outputs, upper.schema());
  }

  private static Expression inline(Expression expression, RowNode.Calc lower) {
    return Expressions.replaceColumns(expression, column -> lower.outputs().get(column.index()));
  }

  /// The lower condition, then the upper one only on rows that the lower one keeps. AND alone goes
  /// on after UNKNOWN, so that the upper one could meet a row it was never meant for.
  private static @Nullable Expression both(@Nullable Expression lower, @Nullable Expression upper) {
    if (lower == null || upper == null) {
      return lower == null ? upper : lower;
    }
    return !lower.nullable() || !canFail(upper)
        ? new Expression.And(List.of(lower, upper))
        : new Expression.Case(
            List.of(new Expression.Case.Branch(lower, upper)), FALSE, DataType.BOOLEAN);
  }

  /// Whether evaluation may raise an error.
  private static boolean canFail(Expression expression) {
    boolean here =
        switch (expression) {
          case Expression.Call call -> !isComparison(call.function().name());
          case Expression.Cast cast -> !cast.lenient();
          case Expression.Column _,
              Expression.Literal _,
              Expression.And _,
              Expression.Or _,
              Expression.Not _,
              Expression.IsNull _,
              Expression.Case _,
              Expression.Coalesce _ ->
              false;
        };
    return here || expression.operands().stream().anyMatch(MergeCalcs::canFail);
  }

  private static boolean isComparison(String name) {
    return switch (name) {
      case "=", "<>", "<", "<=", ">", ">=" -> true;
      default -> false;
    };
  }

  private static boolean canMerge(RowNode.Calc upper, RowNode.Calc lower) {
    int[] uses = new int[lower.outputs().size()];
    upper.outputs().forEach(e -> Expressions.forEachColumn(e, column -> uses[column]++));
    if (upper.filter() != null) {
      Expressions.forEachColumn(upper.filter(), column -> uses[column]++);
    }
    for (int i = 0; i < uses.length; i++) {
      if (uses[i] > 1 && !Expressions.isTrivial(lower.outputs().get(i))) {
        return false;
      }
    }
    return true;
  }
}
