package io.velostream.runtime.lower;

import io.velostream.operators.Operator;
import io.velostream.operators.window.WindowAggregate;
import io.velostream.plan.PlanNode;

/// GROUP BY over windows.
final class WindowAggregateLowering {
  private WindowAggregateLowering() {}

  static Operator lower(PlanNode.WindowAggregate node, LoweringContext context) {
    return new WindowAggregate(
        Aggregations.aggregation(
            node.input(), node.keys(), node.calls(), context.isAnyOrder(node)),
        node.window(),
        node.timeColumn(),
        Aggregations.emission(node.emission()),
        context.lateRows(node.input().schema()));
  }
}
