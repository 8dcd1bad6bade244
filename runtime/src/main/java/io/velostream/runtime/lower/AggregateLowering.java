package io.velostream.runtime.lower;

import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.aggregate.Aggregate;
import io.velostream.plan.Emission;
import io.velostream.plan.PlanNode;

/// GROUP BY and DISTINCT.
final class AggregateLowering {
  private AggregateLowering() {}

  static Operator lower(PlanNode.Aggregate node, LoweringContext context) {
    return lower(node, node.emission(), context.lateRows(node.input().schema()), context);
  }

  static Aggregate lower(
      PlanNode.Aggregate node, Emission emission, LateRows lateRows, LoweringContext context) {
    return new Aggregate(
        Aggregations.aggregation(node.input(), node.keys(), node.calls(), context.isAnyOrder(node)),
        node.closingKey(),
        Aggregations.emission(emission),
        lateRows);
  }
}
