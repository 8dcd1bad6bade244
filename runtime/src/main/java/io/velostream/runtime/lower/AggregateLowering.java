package io.velostream.runtime.lower;

import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.aggregate.Aggregate;
import io.velostream.operators.aggregate.ExpiringAggregate;
import io.velostream.operators.expiry.StateTime;
import io.velostream.plan.Emission;
import io.velostream.plan.GroupNode;
import io.velostream.plan.StateLifetime;

/// GROUP BY and DISTINCT.
final class AggregateLowering {
  private AggregateLowering() {}

  static Operator lower(GroupNode.Aggregate node, LoweringContext context) {
    StateLifetime lifetime = node.lifetime();
    if (lifetime != null) {
      return new ExpiringAggregate(
          Aggregations.aggregation(
              node.input(), node.keys(), node.calls(), context.isAnyOrder(node)),
          lifetime.micros(),
          new StateTime(lifetime.timeColumn(), context.evaluation()));
    }
    return lower(node, node.emission(), context.lateRows(node.input().schema()), context);
  }

  static Aggregate lower(
      GroupNode.Aggregate node, Emission emission, LateRows lateRows, LoweringContext context) {
    return new Aggregate(
        Aggregations.aggregation(node.input(), node.keys(), node.calls(), context.isAnyOrder(node)),
        node.closingKey(),
        Aggregations.emission(emission),
        lateRows);
  }
}
