package io.velostream.runtime.lower;

import io.velostream.operators.LateRows;
import io.velostream.operators.aggregate.Divisible;
import io.velostream.plan.CombineNode;
import io.velostream.plan.Emission;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;

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

  /// The halves of an [GroupNode.Aggregate] or [GroupNode.WindowAggregate].
  public static Halves of(PlanNode node, LoweringContext context) {
    return switch (node) {
      case GroupNode.Aggregate a -> {
        LateRows late = context.lateRows(a.input().schema());
        yield new Halves(
            AggregateLowering.lower(a, Emission.FINAL, late, context),
            AggregateLowering.lower(a, a.emission(), NONE, context));
      }
      case GroupNode.WindowAggregate a -> {
        LateRows late = context.lateRows(a.input().schema());
        yield new Halves(
            WindowAggregateLowering.lower(a, Emission.FINAL, late, context),
            WindowAggregateLowering.lower(a, a.emission(), NONE, context));
      }
      case LeafNode _, RowNode _, OrderNode _, CombineNode _, HoldNode _ ->
          throw new IllegalArgumentException("not an aggregate: " + node);
    };
  }
}
