package io.velostream.sql.emit;

import io.velostream.plan.PlanNode;
import io.velostream.sql.lower.EmissionPolicy;
import io.velostream.sql.lower.FinalRows;

/// EMIT FINAL promises rows that are never taken back. Aggregates that publish once see to it;
/// where rows can be retracted all the same, they are held until their time has passed.
public final class FinalOutput {
  private FinalOutput() {}

  /// The plan, its output held back if need be.
  public static PlanNode of(PlanNode root, EmissionPolicy policy) {
    return policy == EmissionPolicy.FINAL ? FinalRows.of(root) : root;
  }
}
