package io.velostream.sql.optimize;

import io.velostream.plan.PlanNode;
import io.velostream.plan.StateLifetime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes away watermarks that nobody waits for, so that their time columns need not be read.
public final class RemoveUnusedWatermarks implements Pass {
  @Override
  public String name() {
    return "remove_unused_watermarks";
  }

  @Override
  public PlanNode rewrite(PlanNode root) {
    return rewrite(root, false);
  }

  private static PlanNode rewrite(PlanNode node, boolean awaited) {
    if (node instanceof PlanNode.Watermark watermark && !awaited) {
      return rewrite(watermark.input(), false);
    }
    boolean replaced = node instanceof PlanNode.Watermark watermark && watermark.followsClock();
    boolean below = (awaited && !replaced) || waits(node);
    List<PlanNode> inputs = node.inputs().stream().map(input -> rewrite(input, below)).toList();
    return PlanNodes.withInputs(node, inputs);
  }

  private static boolean waits(PlanNode node) {
    return switch (node) {
      case PlanNode.WindowAssign _, PlanNode.WindowAggregate _ -> true;
      case PlanNode.Aggregate n -> n.closingKey().isPresent() || measures(n.lifetime());
      case PlanNode.Over n -> n.timeOrdered();
      case PlanNode.Match n -> n.timeOrdered();
      case PlanNode.TopN n -> n.closingKey().isPresent() || measures(n.lifetime());
      case PlanNode.Sort n -> n.closingColumn().isPresent();
      case PlanNode.HoldUntilFinal n -> n.timeColumn().isPresent();
      case PlanNode.Join n -> n.interval() != null || n.state().needsEventTime();
      case PlanNode.AsofJoin n -> n.timed();
      case PlanNode.Scan _,
          PlanNode.Values _,
          PlanNode.Calc _,
          PlanNode.Expand _,
          PlanNode.TableFunctionCall _,
          PlanNode.LookupJoin _,
          PlanNode.Watermark _,
          PlanNode.SetOperation _,
          PlanNode.Recursion _,
          PlanNode.RoundInput _,
          PlanNode.UnionAll _,
          PlanNode.Throttle _ ->
          false;
    };
  }

  private static boolean measures(@Nullable StateLifetime lifetime) {
    return lifetime != null && lifetime.timeColumn().isPresent();
  }
}
