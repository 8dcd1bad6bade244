package io.velostream.runtime.checkpoint;

import io.velostream.plan.PlanNode;
import io.velostream.plan.stage.Distribution;
import io.velostream.plan.stage.StagedPlan;

/// Whether the state of a plan can be shared out among another number of pipelines.
public final class SavedStages {
  private SavedStages() {}

  /// Not where rows are held back in several pipelines without a key: nobody could tell which
  /// pipeline the rest of such a row would come to.
  public static boolean canBeSharedOutAnew(StagedPlan plan) {
    return plan.stages().stream()
        .filter(stage -> !(stage.distribution() instanceof Distribution.One))
        .flatMap(stage -> stage.nodes().stream())
        .noneMatch(
            node -> node instanceof PlanNode.HoldUntilFinal || node instanceof PlanNode.Throttle);
  }
}
