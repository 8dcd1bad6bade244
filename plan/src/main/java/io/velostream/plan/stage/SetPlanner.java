package io.velostream.plan.stage;

import io.velostream.plan.PlanNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts plans that run side by side into parts by what they read. A part has plans that are
/// neighbours: what is saved has the nodes of all plans in their order.
final class SetPlanner {
  private static final String APART = "inserts that read one table are not neighbours in the set";

  private final List<SetPart> parts = new ArrayList<>();

  /// What is read by the parts that are complete.
  private final Set<PlanNode> read = new HashSet<>();

  /// Neighbours that read one table.
  private List<StagedPlan> open = new ArrayList<>();

  private SetPlanner() {}

  /// The plans as one, or why they cannot be.
  static SetStaging plan(List<SharedPlan> plans) {
    SetPlanner planner = new SetPlanner();
    for (SharedPlan plan : plans) {
      Optional<String> obstacle = planner.add(plan);
      if (obstacle.isPresent()) {
        return new SetStaging.Whole(obstacle.get());
      }
    }
    return planner
        .close()
        .<SetStaging>map(SetStaging.Whole::new)
        .orElseGet(() -> new SetStaging.SideBySide(new SetPlan(planner.parts)));
  }

  private Optional<String> add(SharedPlan plan) {
    return switch (plan) {
      case StagedPlan staged -> {
        if (!open.isEmpty() && !open.getFirst().leaf().equals(staged.leaf())) {
          Optional<String> obstacle = close();
          if (obstacle.isPresent()) {
            yield obstacle;
          }
        }
        open.add(staged);
        yield Optional.empty();
      }
      case JoinedPlan joined -> {
        Optional<String> obstacle = close();
        yield obstacle.isPresent() ? obstacle : join(joined);
      }
    };
  }

  /// No insert comes to the neighbours any more.
  private Optional<String> close() {
    if (open.isEmpty()) {
      return Optional.empty();
    }
    List<StagedPlan> plans = open;
    open = new ArrayList<>();
    if (!read.add(plans.getFirst().leaf())) {
      return Optional.of(APART);
    }
    return switch (ForkPlanner.fork(plans)) {
      case ForkPlanner.Fork.Not(String why) -> Optional.of(why);
      case ForkPlanner.Fork.By(ForkedPlan plan) -> {
        parts.add(plan);
        yield Optional.empty();
      }
    };
  }

  private Optional<String> join(JoinedPlan plan) {
    List<PlanNode> leaves = new ArrayList<>();
    addLeaves(plan, leaves);
    for (PlanNode leaf : leaves) {
      if (!read.add(leaf)) {
        return Optional.of("a join reads a table that is read elsewhere in the set, too");
      }
    }
    parts.add(plan);
    return Optional.empty();
  }

  private static void addLeaves(SharedPlan plan, List<PlanNode> leaves) {
    switch (plan) {
      case StagedPlan staged -> leaves.add(staged.leaf());
      case JoinedPlan joined -> {
        addLeaves(joined.left(), leaves);
        addLeaves(joined.right(), leaves);
      }
    }
  }
}
