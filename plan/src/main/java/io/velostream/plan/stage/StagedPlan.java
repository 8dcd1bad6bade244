package io.velostream.plan.stage;

import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A plan cut where rows change cores. The rows of the last stage are the result; it runs on one
/// core, so that whoever takes them gets them in one order.
///
/// @param leaf what is read
/// @param prepared what each row passes before event time is derived from it; keeps no state
/// @param watermark derives event time, if anything does
/// @param stages the first takes rows by turns, the last has them all
/// @param anyOrder nodes whose rows come in an order that depends on the number of pipelines: what
///   they compute must not depend on it
public record StagedPlan(
    PlanNode leaf,
    List<RowNode.Calc> prepared,
    Optional<RowNode.Watermark> watermark,
    List<Stage> stages,
    Set<PlanNode> anyOrder)
    implements SharedPlan {
  public StagedPlan {
    prepared = List.copyOf(prepared);
    stages = List.copyOf(stages);
    anyOrder = Set.copyOf(anyOrder);
  }

  @Override
  public Stage last() {
    return stages.getLast();
  }
}
