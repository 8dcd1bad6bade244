package io.velostream.plan.stage;

import io.velostream.plan.PlanNode;
import java.util.List;
import java.util.Optional;

/// A plan cut where rows change cores. The rows of the last stage are the result; it runs on one
/// core, so that whoever takes them gets them in one order.
///
/// @param leaf what is read
/// @param prepared what each row passes before event time is derived from it; keeps no state
/// @param watermark derives event time, if anything does
/// @param stages the first takes rows by turns, the last has them all
public record StagedPlan(
    PlanNode leaf,
    List<PlanNode.Calc> prepared,
    Optional<PlanNode.Watermark> watermark,
    List<Stage> stages) {
  public StagedPlan {
    prepared = List.copyOf(prepared);
    stages = List.copyOf(stages);
  }
}
