package io.velostream.sql.optimize;

import io.velostream.plan.PlanNode;
import java.util.List;
import java.util.function.UnaryOperator;

/// Rebuilds plan trees.
public final class PlanNodes {
  private PlanNodes() {}

  /// Rewrites every node, inputs before the nodes that read them.
  public static PlanNode bottomUp(PlanNode node, UnaryOperator<PlanNode> rewrite) {
    List<PlanNode> inputs = node.inputs().stream().map(input -> bottomUp(input, rewrite)).toList();
    return rewrite.apply(withInputs(node, inputs));
  }

  /// The same node over other inputs of the same columns.
  public static PlanNode withInputs(PlanNode node, List<PlanNode> inputs) {
    if (inputs.equals(node.inputs())) {
      return node;
    }
    return switch (node) {
      case PlanNode.Scan n -> n;
      case PlanNode.Values n -> n;
      case PlanNode.RoundInput n -> n;
      case PlanNode.Recursion n ->
          new PlanNode.Recursion(
              n.name(), inputs, n.round(), n.all(), n.atEnd(), n.position(), n.schema());
      case PlanNode.Calc n ->
          new PlanNode.Calc(inputs.getFirst(), n.filter(), n.outputs(), n.schema());
      case PlanNode.Expand n -> new PlanNode.Expand(inputs.getFirst(), n.outputs(), n.schema());
      case PlanNode.Watermark n ->
          new PlanNode.Watermark(inputs.getFirst(), n.timeColumn(), n.watermark());
      case PlanNode.WindowAssign n ->
          new PlanNode.WindowAssign(
              inputs.getFirst(), n.window(), n.timeColumn(), n.sessionKeys(), n.schema());
      case PlanNode.TableFunctionCall n ->
          new PlanNode.TableFunctionCall(
              inputs.getFirst(), n.call(), n.arguments(), n.passed(), n.outer(), n.schema());
      case PlanNode.Aggregate n ->
          new PlanNode.Aggregate(
              inputs.getFirst(),
              n.keys(),
              n.calls(),
              n.closingKey(),
              n.emission(),
              n.lifetime(),
              n.schema());
      case PlanNode.WindowAggregate n ->
          new PlanNode.WindowAggregate(
              inputs.getFirst(),
              n.window(),
              n.timeColumn(),
              n.keys(),
              n.calls(),
              n.emission(),
              n.schema());
      case PlanNode.Over n ->
          new PlanNode.Over(
              inputs.getFirst(),
              n.partitionKeys(),
              n.order(),
              n.timeOrdered(),
              n.calls(),
              n.schema());
      case PlanNode.Match n ->
          new PlanNode.Match(
              inputs.getFirst(),
              n.partitionKeys(),
              n.order(),
              n.timeOrdered(),
              n.match(),
              n.aggregates(),
              n.passed(),
              n.schema());
      case PlanNode.TopN n ->
          new PlanNode.TopN(
              inputs.getFirst(),
              n.partitionKeys(),
              n.order(),
              n.ranking(),
              n.from(),
              n.to(),
              n.showsRank(),
              n.closingKey(),
              n.emission(),
              n.lifetime(),
              n.schema());
      case PlanNode.Sort n ->
          new PlanNode.Sort(inputs.getFirst(), n.keys(), n.closingColumn(), n.offset(), n.limit());
      case PlanNode.Join n ->
          new PlanNode.Join(
              inputs.getFirst(),
              inputs.getLast(),
              n.kind(),
              n.keys(),
              n.condition(),
              n.interval(),
              n.state(),
              n.schema());
      case PlanNode.AsofJoin n ->
          new PlanNode.AsofJoin(
              inputs.getFirst(),
              inputs.getLast(),
              n.keys(),
              n.leftOrder(),
              n.rightOrder(),
              n.following(),
              n.strict(),
              n.outer(),
              n.latestWins(),
              n.timed(),
              n.schema());
      case PlanNode.LookupJoin n ->
          new PlanNode.LookupJoin(
              inputs.getFirst(),
              n.table(),
              n.columns(),
              n.keys(),
              n.condition(),
              n.outer(),
              n.cache(),
              n.retries(),
              n.schema());
      case PlanNode.SetOperation n ->
          new PlanNode.SetOperation(
              inputs.getFirst(), inputs.getLast(), n.kind(), n.all(), n.schema());
      case PlanNode.UnionAll n -> new PlanNode.UnionAll(inputs, n.schema());
      case PlanNode.HoldUntilFinal n ->
          new PlanNode.HoldUntilFinal(inputs.getFirst(), n.timeColumn());
      case PlanNode.Throttle n -> new PlanNode.Throttle(inputs.getFirst(), n.intervalMicros());
    };
  }
}
