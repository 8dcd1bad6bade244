package io.velostream.sql.optimize;

import io.velostream.plan.CombineNode;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
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
    if (node instanceof RowNode.Watermark watermark && !awaited) {
      return rewrite(watermark.input(), false);
    }
    boolean replaced = node instanceof RowNode.Watermark watermark && watermark.followsClock();
    boolean below = (awaited && !replaced) || waits(node);
    List<PlanNode> inputs = node.inputs().stream().map(input -> rewrite(input, below)).toList();
    return PlanNodes.withInputs(node, inputs);
  }

  private static boolean waits(PlanNode node) {
    return switch (node) {
      case RowNode.WindowAssign _, GroupNode.WindowAggregate _ -> true;
      case GroupNode.Aggregate n -> n.closingKey().isPresent() || measures(n.lifetime());
      case OrderNode.Over n -> n.timeOrdered();
      case OrderNode.Match n -> n.timeOrdered();
      case OrderNode.TopN n -> n.closingKey().isPresent() || measures(n.lifetime());
      case OrderNode.Sort n -> n.closingColumn().isPresent();
      case HoldNode.HoldUntilFinal n -> n.timeColumn().isPresent();
      case CombineNode.Join n -> n.interval() != null || n.state().needsEventTime();
      case CombineNode.AsofJoin n -> n.timed();
      case LeafNode _,
          RowNode.Calc _,
          RowNode.Expand _,
          RowNode.TableFunctionCall _,
          RowNode.LookupJoin _,
          RowNode.Watermark _,
          CombineNode.SetOperation _,
          CombineNode.Recursion _,
          CombineNode.UnionAll _,
          HoldNode.Throttle _ ->
          false;
    };
  }

  private static boolean measures(@Nullable StateLifetime lifetime) {
    return lifetime != null && lifetime.timeColumn().isPresent();
  }
}
