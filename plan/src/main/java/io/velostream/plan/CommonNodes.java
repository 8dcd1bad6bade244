package io.velostream.plan;

import io.velostream.expression.Expression;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Which nodes of the plans of one job need be run once only, for all plans that have an equal one:
/// those whose rows are the same however often they are computed.
public final class CommonNodes {
  private CommonNodes() {}

  /// Whether a node and all below it can be run once for several plans.
  public static boolean canShare(PlanNode node) {
    return isRepeatable(node) && node.inputs().stream().allMatch(CommonNodes::canShare);
  }

  private static boolean isRepeatable(PlanNode node) {
    return switch (node) {
      case LeafNode _, HoldNode _ -> true;
      case RowNode.Calc calc -> isRepeatable(calc.filter()) && areRepeatable(calc.outputs());
      case RowNode.Expand expand -> expand.outputs().stream().allMatch(CommonNodes::areRepeatable);
      case RowNode.Watermark watermark -> isRepeatable(watermark.watermark());
      case RowNode.WindowAssign _ -> true;
      // What a function of the user's does, or another table holds, may change between two calls.
      case RowNode.TableFunctionCall _, RowNode.LookupJoin _ -> false;
      case GroupNode group -> group.calls().stream().noneMatch(call -> call.user().isPresent());
      case OrderNode.Sort _, OrderNode.TopN _ -> true;
      case OrderNode.Over _, OrderNode.Match _ -> false;
      case CombineNode.Join join -> isRepeatable(join.condition());
      case CombineNode.AsofJoin _, CombineNode.SetOperation _, CombineNode.UnionAll _ -> true;
      case CombineNode.Recursion _ -> false;
    };
  }

  private static boolean areRepeatable(Collection<Expression> expressions) {
    return expressions.stream().allMatch(CommonNodes::isRepeatable);
  }

  private static boolean isRepeatable(@Nullable Expression expression) {
    return expression == null
        || ((!(expression instanceof Expression.Call call) || call.function().deterministic())
            && areRepeatable(expression.operands()));
  }
}
