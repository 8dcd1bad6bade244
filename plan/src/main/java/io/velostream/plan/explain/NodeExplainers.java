package io.velostream.plan.explain;

import io.velostream.plan.PlanNode;
import java.util.List;

/// Explains a plan bottom-up: one method per kind of node, in a class per family.
final class NodeExplainers {
  private NodeExplainers() {}

  static Explanation explain(PlanNode node) {
    List<Explanation> inputs = node.inputs().stream().map(NodeExplainers::explain).toList();
    return switch (node) {
      case PlanNode.Scan scan -> SourceExplainers.scan(scan);
      case PlanNode.Values values -> SourceExplainers.values(values);
      case PlanNode.Calc calc -> RowExplainers.calc(calc, inputs);
      case PlanNode.Expand expand -> RowExplainers.expand(expand, inputs);
      case PlanNode.LookupJoin join -> LookupExplainer.explain(join, inputs);
      case PlanNode.Watermark watermark -> RowExplainers.watermark(watermark, inputs);
      case PlanNode.Join join -> JoinExplainer.explain(join, inputs);
      case PlanNode.AsofJoin join -> AsofExplainer.explain(join, inputs);
      case PlanNode.SetOperation operation -> JoinExplainer.setOperation(operation, inputs);
      case PlanNode.Recursion recursion ->
          RecursionExplainer.explain(recursion, explain(recursion.round()), inputs);
      case PlanNode.RoundInput input -> RecursionExplainer.input(input);
      case PlanNode.UnionAll union -> RowExplainers.unionAll(union, inputs);
      case PlanNode.TableFunctionCall call -> RowExplainers.tableFunction(call, inputs);
      case PlanNode.WindowAssign assign -> WindowExplainers.assign(assign, inputs);
      case PlanNode.WindowAggregate aggregate -> WindowExplainers.aggregate(aggregate, inputs);
      case PlanNode.Aggregate aggregate -> AggregateExplainer.explain(aggregate, inputs);
      case PlanNode.Over over -> OverExplainer.explain(over, inputs);
      case PlanNode.Match match -> MatchExplainer.explain(match, inputs);
      case PlanNode.TopN top -> TopExplainer.explain(top, inputs);
      case PlanNode.Sort sort -> SortExplainer.explain(sort, inputs);
      case PlanNode.HoldUntilFinal hold -> HoldExplainers.untilFinal(hold, inputs);
      case PlanNode.Throttle throttle -> HoldExplainers.throttle(throttle, inputs);
    };
  }
}
