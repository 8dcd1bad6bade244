package io.velostream.runtime.lower;

import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.window.WindowAggregate;
import io.velostream.plan.Emission;
import io.velostream.plan.GroupNode;

/// GROUP BY over windows.
final class WindowAggregateLowering {
  private WindowAggregateLowering() {}

  static Operator lower(GroupNode.WindowAggregate node, LoweringContext context) {
    return lower(node, node.emission(), context.lateRows(node.input().schema()), context);
  }

  static WindowAggregate lower(
      GroupNode.WindowAggregate node,
      Emission emission,
      LateRows lateRows,
      LoweringContext context) {
    return new WindowAggregate(
        Aggregations.aggregation(
            node.input(),
            node.keys(),
            node.calls(),
            context.isAnyOrder(node) || RowOrder.combinesParts(node.window())),
        node.window(),
        node.timeColumn(),
        Aggregations.emission(emission),
        lateRows);
  }
}
