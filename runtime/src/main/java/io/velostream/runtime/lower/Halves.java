package io.velostream.runtime.lower;

import io.velostream.operators.LateRows;
import io.velostream.operators.aggregate.Divisible;
import io.velostream.plan.Emission;
import io.velostream.plan.PlanNode;

/// An aggregate made twice, each object to do a half of the work. Which rows are late is settled in
/// the first half.
///
/// @param first groups the rows of a step
/// @param second brings groups together and puts results out
public record Halves(Divisible first, Divisible second) {
  private static final LateRows NONE =
      (_, _, reason) -> {
        throw new IllegalStateException("a late row came through the first half: " + reason);
      };

  /// The halves of an [PlanNode.Aggregate] or [PlanNode.WindowAggregate].
  public static Halves of(PlanNode node, LoweringContext context) {
    return switch (node) {
      case PlanNode.Aggregate a -> {
        LateRows late = context.lateRows(a.input().schema());
        yield new Halves(
            AggregateLowering.lower(a, Emission.FINAL, late, context),
            AggregateLowering.lower(a, a.emission(), NONE, context));
      }
      case PlanNode.WindowAggregate a -> {
        LateRows late = context.lateRows(a.input().schema());
        yield new Halves(
            WindowAggregateLowering.lower(a, Emission.FINAL, late, context),
            WindowAggregateLowering.lower(a, a.emission(), NONE, context));
      }
      case PlanNode.Scan _,
          PlanNode.Values _,
          PlanNode.Calc _,
          PlanNode.Expand _,
          PlanNode.TableFunctionCall _,
          PlanNode.LookupJoin _,
          PlanNode.Watermark _,
          PlanNode.WindowAssign _,
          PlanNode.Over _,
          PlanNode.Match _,
          PlanNode.TopN _,
          PlanNode.Sort _,
          PlanNode.Join _,
          PlanNode.AsofJoin _,
          PlanNode.SetOperation _,
          PlanNode.Recursion _,
          PlanNode.RoundInput _,
          PlanNode.UnionAll _,
          PlanNode.HoldUntilFinal _,
          PlanNode.Throttle _ ->
          throw new IllegalArgumentException("not an aggregate: " + node);
    };
  }
}
