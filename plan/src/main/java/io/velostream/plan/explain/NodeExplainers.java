package io.velostream.plan.explain;

import io.velostream.plan.CombineNode;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import java.util.List;

/// Explains a plan bottom-up: one method per kind of node, in a class per family.
final class NodeExplainers {
  private NodeExplainers() {}

  static Explanation explain(PlanNode node) {
    List<Explanation> inputs = node.inputs().stream().map(NodeExplainers::explain).toList();
    return switch (node) {
      case LeafNode.Scan scan -> SourceExplainers.scan(scan);
      case LeafNode.Values values -> SourceExplainers.values(values);
      case RowNode.Calc calc -> RowExplainers.calc(calc, inputs);
      case RowNode.Expand expand -> RowExplainers.expand(expand, inputs);
      case RowNode.LookupJoin join -> LookupExplainer.explain(join, inputs);
      case RowNode.Watermark watermark -> RowExplainers.watermark(watermark, inputs);
      case CombineNode.Join join -> JoinExplainer.explain(join, inputs);
      case CombineNode.AsofJoin join -> AsofExplainer.explain(join, inputs);
      case CombineNode.SetOperation operation -> JoinExplainer.setOperation(operation, inputs);
      case CombineNode.Recursion recursion ->
          RecursionExplainer.explain(recursion, explain(recursion.round()), inputs);
      case LeafNode.RoundInput input -> RecursionExplainer.input(input);
      case CombineNode.UnionAll union -> RowExplainers.unionAll(union, inputs);
      case RowNode.TableFunctionCall call -> RowExplainers.tableFunction(call, inputs);
      case RowNode.WindowAssign assign -> WindowExplainers.assign(assign, inputs);
      case GroupNode.WindowAggregate aggregate -> WindowExplainers.aggregate(aggregate, inputs);
      case GroupNode.Aggregate aggregate -> AggregateExplainer.explain(aggregate, inputs);
      case OrderNode.Over over -> OverExplainer.explain(over, inputs);
      case OrderNode.Match match -> MatchExplainer.explain(match, inputs);
      case OrderNode.TopN top -> TopExplainer.explain(top, inputs);
      case OrderNode.Sort sort -> SortExplainer.explain(sort, inputs);
      case HoldNode.HoldUntilFinal hold -> HoldExplainers.untilFinal(hold, inputs);
      case HoldNode.Throttle throttle -> HoldExplainers.throttle(throttle, inputs);
    };
  }
}
