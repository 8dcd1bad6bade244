package io.velostream.plan.stage;

import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a plan runs in several pipelines, by all that is known: the plan, its tables, the
/// settings. Whoever runs a plan and whoever explains it ask here.
public final class SharingRules {
  private SharingRules() {}

  /// What becomes of a plan that is to run in several pipelines.
  public static Staging decide(Plan plan, Sharing sharing) {
    Optional<String> loaded = LoadedTables.first(plan.root(), sharing.reading());
    if (loaded.isPresent()) {
      return new Staging.Whole(
          "rows of other tables wait until %s is loaded".formatted(loaded.get()));
    }
    Staging staging = StagePlanner.stage(plan, sharing.partitioning());
    if (!(staging instanceof Staging.Joined)) {
      return staging;
    }
    return paced(plan.root(), sharing.pacing()).<Staging>map(Staging.Whole::new).orElse(staging);
  }

  /// What becomes of plans that are to run side by side in several pipelines.
  public static SetStaging decide(List<Plan> plans, Sharing sharing) {
    List<SharedPlan> all = new ArrayList<>();
    for (Plan plan : plans) {
      switch (decide(plan, sharing)) {
        case Staging.Staged(StagedPlan staged) -> all.add(staged);
        case Staging.Joined(JoinedPlan joined) -> all.add(joined);
        case Staging.Whole(String reason) -> {
          return new SetStaging.Whole(reason);
        }
        case Staging.Refused(String reason) -> {
          return new SetStaging.Refused(reason);
        }
      }
    }
    SetStaging staging = SetPlanner.plan(all);
    return staging instanceof SetStaging.SideBySide(SetPlan set)
            && set.parts().size() > 1
            && sharing.pacing().alignment()
        ? new SetStaging.Whole("'watermark.alignment' holds tables back")
        : staging;
  }

  /// Why inputs that meet in event time must be in the view of one pipeline, if they must.
  private static Optional<String> paced(PlanNode root, Pacing pacing) {
    Optional<PlanNode> timed =
        nodes(root)
            .filter(node -> node.inputs().size() > 1 && OrderRules.needsEventTime(node))
            .findFirst();
    if (timed.isEmpty()) {
      return Optional.empty();
    }
    if (pacing.alignment()) {
      return Optional.of("'watermark.alignment' holds tables back");
    }
    return pacing.silence() && !timed.get().isBounded()
        ? Optional.of("a table without an end may fall silent")
        : Optional.empty();
  }

  private static Stream<PlanNode> nodes(PlanNode root) {
    return Stream.concat(Stream.of(root), root.inputs().stream().flatMap(SharingRules::nodes));
  }
}
