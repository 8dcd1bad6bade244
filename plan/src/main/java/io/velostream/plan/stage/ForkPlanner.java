package io.velostream.plan.stage;

import io.velostream.plan.CommonNodes;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.stage.ForkedPlan.Branch;
import io.velostream.plan.stage.ForkedPlan.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts plans together that read one table. What several of them have in common is found as in a
/// pipeline that runs them alone, by the equality of nodes: it has the same nodes then, so that
/// what one saves the other can restore.
final class ForkPlanner {
  private final StagedPlan first;
  private final List<Branch> branches = new ArrayList<>();

  /// Nodes of the first stages, and where rows are behind them.
  private final Map<PlanNode, Origin> stateless = new HashMap<>();

  /// Nodes that keep state, or come behind such.
  private final Map<PlanNode, Integer> others = new HashMap<>();

  private Optional<StagedPlan> timed = Optional.empty();

  private ForkPlanner(StagedPlan first) {
    this.first = first;
  }

  /// What came of plans.
  sealed interface Fork {
    /// They are one.
    record By(ForkedPlan plan) implements Fork {}

    /// They cannot be.
    ///
    /// @param why for people
    record Not(String why) implements Fork {}
  }

  /// The plans as one, or why they cannot be.
  ///
  /// @param plans that read the same
  static Fork fork(List<StagedPlan> plans) {
    ForkPlanner planner = new ForkPlanner(plans.getFirst());
    for (StagedPlan plan : plans) {
      Optional<String> obstacle = planner.add(plan);
      if (obstacle.isPresent()) {
        return new Fork.Not(obstacle.get());
      }
    }
    StagedPlan trunk = planner.timed.orElse(planner.first);
    if (trunk.prepared().stream().anyMatch(planner.stateless::containsKey)) {
      return new Fork.Not("one of the inserts takes rows on their way to event time");
    }
    return new Fork.By(
        new ForkedPlan(trunk.leaf(), trunk.prepared(), trunk.watermark(), planner.branches));
  }

  private Optional<String> add(StagedPlan plan) {
    boolean isTimed = plan.watermark().isPresent();
    if (isTimed) {
      Optional<StagedPlan> before = timed;
      if (before.isEmpty()) {
        timed = Optional.of(plan);
      } else if (!plan.watermark().equals(before.get().watermark())
          || !plan.watermark().map(CommonNodes::canShare).orElse(true)) {
        return Optional.of("the inserts derive event time in different ways");
      }
    }
    int number = branches.size();
    Origin origin = Origin.READING;
    List<PlanNode> own = new ArrayList<>();
    for (PlanNode node : plan.stages().getFirst().nodes()) {
      Origin known = CommonNodes.canShare(node) ? stateless.get(node) : null;
      if (known != null) {
        origin = known;
      } else {
        own.add(node);
        stateless.put(node, new Origin(number, own.size()));
      }
    }
    for (Stage stage : plan.stages().subList(1, plan.stages().size())) {
      for (PlanNode node : stage.nodes()) {
        Integer before = CommonNodes.canShare(node) ? others.put(node, number) : null;
        if (before != null && before != number) {
          return Optional.of("inserts have more in common than what keeps no state");
        }
      }
    }
    branches.add(new Branch(origin, isTimed, behind(plan, own)));
    return Optional.empty();
  }

  /// The stages of a plan, the first of them with its own nodes.
  private static StagedPlan behind(StagedPlan plan, List<PlanNode> own) {
    Stage reading = plan.stages().getFirst();
    List<Stage> stages = new ArrayList<>(plan.stages());
    PlanNode below = own.isEmpty() ? null : own.getFirst().inputs().getFirst();
    stages.set(
        0,
        new Stage(
            reading.distribution(), below == null ? reading.output() : below.schema(), false, own));
    return new StagedPlan(
        plan.leaf(), List.<RowNode.Calc>of(), Optional.empty(), stages, plan.anyOrder());
  }
}
