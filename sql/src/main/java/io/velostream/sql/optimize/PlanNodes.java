package io.velostream.sql.optimize;

import io.velostream.plan.CombineNode;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
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
      case LeafNode.Scan n -> n;
      case LeafNode.Values n -> n;
      case LeafNode.RoundInput n -> n;
      case CombineNode.Recursion n ->
          new CombineNode.Recursion(
              n.name(), inputs, n.round(), n.all(), n.atEnd(), n.position(), n.schema());
      case RowNode.Calc n ->
          new RowNode.Calc(inputs.getFirst(), n.filter(), n.outputs(), n.schema());
      case RowNode.Expand n -> new RowNode.Expand(inputs.getFirst(), n.outputs(), n.schema());
      case RowNode.Watermark n ->
          new RowNode.Watermark(inputs.getFirst(), n.timeColumn(), n.watermark());
      case RowNode.WindowAssign n ->
          new RowNode.WindowAssign(
              inputs.getFirst(), n.window(), n.timeColumn(), n.sessionKeys(), n.schema());
      case RowNode.TableFunctionCall n ->
          new RowNode.TableFunctionCall(
              inputs.getFirst(), n.call(), n.arguments(), n.passed(), n.outer(), n.schema());
      case GroupNode.Aggregate n ->
          new GroupNode.Aggregate(
              inputs.getFirst(),
              n.keys(),
              n.calls(),
              n.closingKey(),
              n.emission(),
              n.lifetime(),
              n.schema());
      case GroupNode.WindowAggregate n ->
          new GroupNode.WindowAggregate(
              inputs.getFirst(),
              n.window(),
              n.timeColumn(),
              n.keys(),
              n.calls(),
              n.emission(),
              n.schema());
      case OrderNode.Over n ->
          new OrderNode.Over(
              inputs.getFirst(),
              n.partitionKeys(),
              n.order(),
              n.timeOrdered(),
              n.calls(),
              n.emission(),
              n.schema());
      case OrderNode.Match n ->
          new OrderNode.Match(
              inputs.getFirst(),
              n.partitionKeys(),
              n.order(),
              n.timeOrdered(),
              n.match(),
              n.aggregates(),
              n.passed(),
              n.schema());
      case OrderNode.TopN n ->
          new OrderNode.TopN(
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
      case OrderNode.Sort n ->
          new OrderNode.Sort(inputs.getFirst(), n.keys(), n.closingColumn(), n.offset(), n.limit());
      case CombineNode.Join n ->
          new CombineNode.Join(
              inputs.getFirst(),
              inputs.getLast(),
              n.kind(),
              n.keys(),
              n.condition(),
              n.interval(),
              n.state(),
              n.schema());
      case CombineNode.AsofJoin n ->
          new CombineNode.AsofJoin(
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
      case RowNode.LookupJoin n ->
          new RowNode.LookupJoin(
              inputs.getFirst(),
              n.table(),
              n.columns(),
              n.keys(),
              n.condition(),
              n.outer(),
              n.cache(),
              n.retries(),
              n.schema());
      case CombineNode.SetOperation n ->
          new CombineNode.SetOperation(
              inputs.getFirst(), inputs.getLast(), n.kind(), n.all(), n.schema());
      case CombineNode.UnionAll n -> new CombineNode.UnionAll(inputs, n.schema());
      case HoldNode.HoldUntilFinal n ->
          new HoldNode.HoldUntilFinal(inputs.getFirst(), n.timeColumn());
      case HoldNode.Throttle n -> new HoldNode.Throttle(inputs.getFirst(), n.intervalMicros());
    };
  }
}
