package io.velostream.engine.execute;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.PlanNode;
import java.util.List;

/// Whether all that a plan remembers can be saved.
final class SavableState {
  private SavableState() {}

  /// Looks through a plan before anything runs.
  ///
  /// @throws UserException NOT_SUPPORTED, at the first call of an aggregate written in Java that
  ///   has no codec: its states are objects of the program's own, of which nothing else is known
  static void require(PlanNode node) {
    List<AggregateCall> calls =
        switch (node) {
          case PlanNode.Aggregate a -> a.calls();
          case PlanNode.WindowAggregate a -> a.calls();
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
              List.of();
        };
    for (AggregateCall call : calls) {
      call.user()
          .filter(user -> !user.function().body().isSavable())
          .ifPresent(user -> {
            throw new UserException(
                ErrorCode.NOT_SUPPORTED,
                "the job cannot be resumed: the state of the Java function "
                    + user.function().name()
                    + " cannot be saved",
                user.position(),
                "give it a codec (JavaAggregate.Codec), or RESET 'checkpoint.dir'");
          });
    }
    node.inputs().forEach(SavableState::require);
  }
}
