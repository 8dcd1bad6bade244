package io.velostream.sql.emit;

import io.velostream.plan.PlanNode;
import io.velostream.sql.lower.EmissionPolicy;
import io.velostream.sql.lower.EventTimeColumns;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// EMIT FINAL promises rows that are never taken back. Aggregates that publish once see to it;
/// where rows can be retracted all the same, they are held until their time has passed.
public final class FinalOutput {
  private FinalOutput() {}

  /// The plan, its output held back if need be.
  public static PlanNode of(PlanNode root, EmissionPolicy policy) {
    if (policy != EmissionPolicy.FINAL || !root.retracts()) {
      return root;
    }
    List<EventTimeColumns.Kind> kinds = EventTimeColumns.of(root);
    OptionalInt time =
        IntStream.range(0, kinds.size())
            .filter(i -> kinds.get(i) == EventTimeColumns.Kind.WINDOW_END)
            .findFirst();
    return new PlanNode.HoldUntilFinal(root, time);
  }
}
