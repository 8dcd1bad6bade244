package io.velostream.runtime.lower;

import io.velostream.plan.CombineNode;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
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
      case LeafNode.Scan _, LeafNode.Values _ -> true;
      case RowNode.Calc _,
          RowNode.Watermark _,
          RowNode.TableFunctionCall _,
          OrderNode.Sort _,
          HoldNode.Throttle _ ->
          node.inputs().stream().allMatch(RowOrder::isGiven);
      case OrderNode.Over over -> !over.changes() && isGiven(over.input());
      case RowNode.WindowAssign assign ->
          !combinesParts(assign.window()) && isGiven(assign.input());
      // Groups, matches and ranks come out a batch at a time, and several inputs by turns.
      case LeafNode.RoundInput _,
          RowNode.Expand _,
          RowNode.LookupJoin _,
          GroupNode _,
          OrderNode.Match _,
          OrderNode.TopN _,
          CombineNode _,
          HoldNode.HoldUntilFinal _ ->
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
