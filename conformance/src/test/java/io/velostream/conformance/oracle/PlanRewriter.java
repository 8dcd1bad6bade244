package io.velostream.conformance.oracle;

import io.velostream.plan.PlanNode;
import java.util.function.UnaryOperator;

/// Rebuilds a plan from the leaves up, each node through a function.
final class PlanRewriter {
  private PlanRewriter() {}

  static PlanNode rewrite(PlanNode node, UnaryOperator<PlanNode> change) {
    return change.apply(
        switch (node) {
          case PlanNode.Scan n -> n;
          case PlanNode.Values n -> n;
          case PlanNode.Calc n ->
              new PlanNode.Calc(rewrite(n.input(), change), n.filter(), n.outputs(), n.schema());
          case PlanNode.Watermark n ->
              new PlanNode.Watermark(rewrite(n.input(), change), n.timeColumn(), n.watermark());
          case PlanNode.TableFunctionCall n ->
              new PlanNode.TableFunctionCall(
                  rewrite(n.input(), change),
                  n.call(),
                  n.arguments(),
                  n.passed(),
                  n.outer(),
                  n.schema());
          case PlanNode.WindowAssign n ->
              new PlanNode.WindowAssign(
                  rewrite(n.input(), change),
                  n.window(),
                  n.timeColumn(),
                  n.sessionKeys(),
                  n.schema());
          case PlanNode.Aggregate n ->
              new PlanNode.Aggregate(
                  rewrite(n.input(), change),
                  n.keys(),
                  n.calls(),
                  n.closingKey(),
                  n.emission(),
                  n.schema());
          case PlanNode.WindowAggregate n ->
              new PlanNode.WindowAggregate(
                  rewrite(n.input(), change),
                  n.window(),
                  n.timeColumn(),
                  n.keys(),
                  n.calls(),
                  n.emission(),
                  n.schema());
          case PlanNode.Over n ->
              new PlanNode.Over(
                  rewrite(n.input(), change),
                  n.partitionKeys(),
                  n.order(),
                  n.timeOrdered(),
                  n.calls(),
                  n.schema());
          case PlanNode.Sort n ->
              new PlanNode.Sort(
                  rewrite(n.input(), change), n.keys(), n.closingColumn(), n.offset(), n.limit());
          case PlanNode.Expand n ->
              new PlanNode.Expand(rewrite(n.input(), change), n.outputs(), n.schema());
          case PlanNode.UnionAll n ->
              new PlanNode.UnionAll(
                  n.inputs().stream().map(i -> rewrite(i, change)).toList(), n.schema());
          case PlanNode.HoldUntilFinal n ->
              new PlanNode.HoldUntilFinal(rewrite(n.input(), change), n.timeColumn());
          case PlanNode.Throttle n ->
              new PlanNode.Throttle(rewrite(n.input(), change), n.intervalMicros());
        });
  }
}
