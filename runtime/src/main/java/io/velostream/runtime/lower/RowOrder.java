package io.velostream.runtime.lower;

import io.velostream.plan.PlanNode;
import io.velostream.stream.time.WindowSpec;

/// In which order rows are added up. Sums of floating-point numbers by plain addition are fast and
/// depend on it; where it is not given by the input alone, they must be exact, or results would
/// change in their last digits with the size of batches.
final class RowOrder {
  private RowOrder() {}

  /// Whether the rows of a node come in an order that follows from the rows of its sources, however
  /// these are cut into batches.
  static boolean isGiven(PlanNode node) {
    return switch (node) {
      case PlanNode.Scan _, PlanNode.Values _ -> true;
      case PlanNode.Calc _,
          PlanNode.Watermark _,
          PlanNode.TableFunctionCall _,
          PlanNode.Over _,
          PlanNode.Sort _,
          PlanNode.Throttle _ ->
          node.inputs().stream().allMatch(RowOrder::isGiven);
      case PlanNode.WindowAssign assign ->
          !combinesParts(assign.window()) && isGiven(assign.input());
      // Groups, matches and ranks come out a batch at a time, and several inputs by turns.
      case PlanNode.Aggregate _,
          PlanNode.WindowAggregate _,
          PlanNode.Match _,
          PlanNode.TopN _,
          PlanNode.HoldUntilFinal _,
          PlanNode.Expand _,
          PlanNode.Join _,
          PlanNode.AsofJoin _,
          PlanNode.LookupJoin _,
          PlanNode.SetOperation _,
          PlanNode.Recursion _,
          PlanNode.RoundInput _,
          PlanNode.UnionAll _ ->
          false;
    };
  }

  /// Whether windows of this kind may be put together from parts that were added up on their own.
  static boolean combinesParts(WindowSpec window) {
    return switch (window) {
      case WindowSpec.Tumble _ -> false;
      case WindowSpec.Hop _, WindowSpec.Cumulate _, WindowSpec.Session _ -> true;
    };
  }
}
