package io.velostream.engine.execute;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.CombineNode;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
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
          case GroupNode group -> group.calls();
          case LeafNode _, RowNode _, OrderNode _, CombineNode _, HoldNode _ -> List.of();
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
