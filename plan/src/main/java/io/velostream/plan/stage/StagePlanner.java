package io.velostream.plan.stage;

import io.velostream.expression.Expression;
import io.velostream.plan.CombineNode;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.JoinState;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Cuts a plan into stages: a node that keeps state by key begins a stage unless its rows lie right
/// already, that is, unless rows that agree in its keys are on one core.
public final class StagePlanner {
  private static final String BEHIND_JOIN = "event time goes on behind a join";
  private static final String OF_SEVERAL = "event time of several inputs comes together";

  private final List<RowNode.Calc> prepared = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private final PlanNode leaf;
  private Optional<RowNode.Watermark> watermark = Optional.empty();

  /// The stage at hand.
  private Distribution distribution = new Distribution.Turns();

  private PlanNode before;
  private List<PlanNode> nodes = new ArrayList<>();

  /// The columns, as they are numbered behind the last node, whose values decide where a row is.
  /// Empty when they cannot be told from the row any more.
  private List<Integer> keys = List.of();

  /// Whether the rows of a step come in another order than in one pipeline.
  private boolean reordered;

  private final Set<PlanNode> anyOrder = new HashSet<>();

  private final Partitioning partitioning;

  /// The node whose groups the setting would split, if there is one.
  private Optional<String> split = Optional.empty();

  /// Why nothing may depend on event time any more, if that is so: there is none behind a join that
  /// says nothing of how far apart times may lie, and that of UNION ALL depends on how the inputs
  /// keep pace.
  private Optional<String> timeLost = Optional.empty();

  /// What the rows come from, where that are two plans.
  private Optional<JoinedInputs> inputs = Optional.empty();

  private record JoinedInputs(SharedPlan left, SharedPlan right, Meeting meeting) {}

  private StagePlanner(PlanNode leaf, Partitioning partitioning) {
    this.leaf = leaf;
    this.before = leaf;
    this.partitioning = partitioning;
  }

  /// The stages of a plan, or why it has none.
  public static Staging stage(Plan plan, Partitioning partitioning) {
    if (plan.oneRecordPerStep()) {
      return new Staging.Whole("each record is a step of its own");
    }
    if (!reads(plan.root())) {
      return new Staging.Whole("the rows are in the statement");
    }
    return switch (planned(plan.root(), partitioning, List.of())) {
      case Planned.Not(String why) -> new Staging.Whole(why);
      case Planned.By(StagePlanner planner) ->
          planner.split.isPresent()
              ? new Staging.Refused(planner.split.get())
              : switch (planner.gathered()) {
                case StagedPlan staged -> new Staging.Staged(staged);
                case JoinedPlan joined -> new Staging.Joined(joined);
              };
    };
  }

  private static boolean reads(PlanNode node) {
    return node instanceof LeafNode.Scan || node.inputs().stream().anyMatch(StagePlanner::reads);
  }

  /// What came of a part of a plan.
  private sealed interface Planned {
    record By(StagePlanner planner) implements Planned {}

    record Not(String why) implements Planned {}
  }

  /// @param wanted columns by which the rows of the part meet others; none if they do not
  private static Planned planned(PlanNode root, Partitioning partitioning, List<Integer> wanted) {
    List<PlanNode> chain = new ArrayList<>();
    PlanNode node = root;
    while (node.inputs().size() == 1) {
      chain.addFirst(node);
      node = node.inputs().getFirst();
    }
    StagePlanner planner = new StagePlanner(node, partitioning);
    if (!node.inputs().isEmpty()) {
      Optional<String> obstacle = planner.join(node, chain, wanted);
      if (obstacle.isPresent()) {
        return new Planned.Not(obstacle.get());
      }
    }
    for (PlanNode next : chain) {
      Optional<String> obstacle = planner.add(next);
      if (obstacle.isPresent()) {
        return new Planned.Not(obstacle.get());
      }
    }
    return new Planned.By(planner);
  }

  /// Begins with a node that has two inputs.
  ///
  /// @param above what its rows pass afterwards
  /// @param wanted columns by which they meet others then
  /// @return why it cannot be
  private Optional<String> join(PlanNode node, List<PlanNode> above, List<Integer> wanted) {
    if (node instanceof CombineNode.Join join && !join.state().equals(JoinState.ALL)) {
      return Optional.of("a join forgets rows, which are counted and measured in one place");
    }
    boolean timed = OrderRules.needsEventTime(node);
    Optional<Meeting> meeting =
        node instanceof CombineNode.UnionAll union
            ? UnionMeeting.of(union, above, wanted)
            : Meeting.of(node);
    if (meeting.isEmpty()) {
      return Optional.of(
          node instanceof CombineNode.Join || node instanceof CombineNode.AsofJoin
              ? "each row may meet any other"
              : "several inputs come together");
    }
    List<SharedPlan> sides = new ArrayList<>();
    for (PlanNode input : node.inputs()) {
      List<Integer> met = sides.isEmpty() ? meeting.get().left() : meeting.get().right();
      switch (planned(input, partitioning, met)) {
        case Planned.Not(String why) -> {
          return Optional.of(why);
        }
        case Planned.By(StagePlanner side) -> {
          if (node instanceof CombineNode.AsofJoin join
              && join.latestWins()
              && sides.size() == 1
              && (side.reordered || side.distribution instanceof Distribution.Hash)) {
            return Optional.of("the plan has ASOF JOIN, where the row counts that came last");
          }
          if (timed && side.timeLost.isPresent()) {
            return side.timeLost;
          }
          sides.add(side.finish());
          anyOrder.addAll(side.anyOrder);
          split = split.isPresent() ? split : side.split;
        }
      }
    }
    List<Integer> by = meeting.get().left();
    boolean one = by.isEmpty() || partitioning == Partitioning.FAN_IN;
    distribution = one ? new Distribution.One() : new Distribution.Hash(by);
    boolean stays =
        switch (partitioning) {
          case AUTO, HASH, FAN_IN -> false;
          case STICKY, ROUND_ROBIN -> true;
        };
    if (stays && split.isEmpty() && !(node instanceof CombineNode.UnionAll)) {
      split = Optional.of(splits(node, by));
    }
    inputs = Optional.of(new JoinedInputs(sides.getFirst(), sides.getLast(), meeting.get()));
    keys = distribution instanceof Distribution.Hash ? meeting.get().output() : List.of();
    nodes.add(node);
    anyOrder.add(node);
    if (!timed) {
      timeLost = Optional.of(node instanceof CombineNode.UnionAll ? OF_SEVERAL : BEHIND_JOIN);
    }
    // Pairs come by pipeline, and the steps of two tables are not those of one pipeline.
    reordered = true;
    return Optional.empty();
  }

  /// The nodes of a plan whose results must not depend on the order of rows, since the plan may be
  /// run in several pipelines, now or another time.
  public static Set<PlanNode> anyOrder(Plan plan) {
    return switch (stage(plan, Partitioning.AUTO)) {
      case Staging.Staged(StagedPlan staged) -> staged.anyOrder();
      case Staging.Joined(JoinedPlan joined) -> joined.anyOrder();
      case Staging.Whole _, Staging.Refused _ -> Set.of();
    };
  }

  /// The plan with its rows together at the end.
  private SharedPlan gathered() {
    if (!(distribution instanceof Distribution.One)) {
      cut(new Distribution.One());
    }
    return finish();
  }

  /// The plan with its rows where they are.
  private SharedPlan finish() {
    closeStage();
    StagedPlan own = new StagedPlan(leaf, prepared, watermark, stages, anyOrder);
    return inputs
        .<SharedPlan>map(in ->
            new JoinedPlan(in.left(), in.meeting().left(), in.right(), in.meeting().right(), own))
        .orElse(own);
  }

  /// Adds the node that comes next.
  ///
  /// @return why it cannot be
  private Optional<String> add(PlanNode node) {
    if (timeLost.isPresent() && OrderRules.needsEventTime(node)) {
      return timeLost;
    }
    if (node instanceof CombineNode.Recursion) {
      return Optional.of("each round of a recursive query needs all rows of the one before");
    }
    Optional<String> obstacle = place(node);
    before = node;
    return obstacle;
  }

  private Optional<String> place(PlanNode node) {
    return switch (node) {
      case RowNode.Watermark w -> derive(w);
      case RowNode.LookupJoin _ -> Optional.of("rows are looked up in one place");
      case RowNode.Calc calc -> {
        nodes.add(calc);
        keys = moved(keys, calc);
        yield Optional.empty();
      }
      case RowNode.Expand expand -> {
        nodes.add(expand);
        keys = List.of();
        yield Optional.empty();
      }
      case RowNode.TableFunctionCall call -> {
        nodes.add(call);
        keys =
            call.passed().containsAll(keys)
                ? keys.stream().map(call.passed()::indexOf).toList()
                : List.of();
        yield Optional.empty();
      }
      case RowNode.WindowAssign assign ->
          assign.window() instanceof WindowSpec.Session
              ? keyed(assign, assign.sessionKeys())
              : anywhere(assign);
      case GroupNode group -> grouped(group);
      case OrderNode.Over over -> keyed(over, over.partitionKeys());
      case OrderNode.Match match -> keyed(match, match.partitionKeys());
      case OrderNode.TopN top -> keyed(top, top.partitionKeys());
      case OrderNode.Sort sort ->
          sort.keys().isEmpty()
              ? Optional.of("LIMIT without ORDER BY ends the run early")
              : together(sort);
      case HoldNode _ ->
          // Where held rows belong must be seen by them, if they are ever to be shared out anew.
          keys.isEmpty() ? together(node) : anywhere(node);
      case LeafNode _, CombineNode _ ->
          throw new IllegalArgumentException("not in the middle of a plan: " + node);
    };
  }

  /// Only what keeps no state may come before event time: it is derived from whole turns.
  private Optional<String> derive(RowNode.Watermark node) {
    if (node.followsClock()) {
      return Optional.of("processing time is that of one clock");
    }
    boolean first = stages.isEmpty() && distribution instanceof Distribution.Turns;
    if (!first || watermark.isPresent()) {
      return Optional.of("event time is derived from rows that were worked out before");
    }
    for (PlanNode below : nodes) {
      if (!(below instanceof RowNode.Calc calc)) {
        return Optional.of("event time is derived from rows that were worked out before");
      }
      prepared.add(calc);
    }
    nodes = new ArrayList<>();
    watermark = Optional.of(node);
    return Optional.empty();
  }

  private Optional<String> grouped(GroupNode group) {
    return switch (group.emission()) {
      // A snapshot shows all groups of a window, whichever of them has changed.
      case WINDOW_SNAPSHOT, WINDOW_SNAPSHOT_PER_RECORD -> together(group);
      case CHANGES, CHANGES_PER_RECORD, FINAL -> {
        Optional<String> obstacle = keyed(group, group.keys());
        keys = keys.stream().map(group.keys()::indexOf).toList();
        yield obstacle;
      }
    };
  }

  private Optional<String> keyed(PlanNode node, List<Integer> by) {
    switch (partitioning) {
      case AUTO, HASH -> {}
      case FAN_IN -> {
        return together(node);
      }
      case STICKY, ROUND_ROBIN -> {
        if (split.isEmpty()) {
          split = Optional.of(splits(node, by));
        }
      }
    }
    if (by.isEmpty()) {
      return together(node);
    }
    boolean inPlace =
        switch (distribution) {
          case Distribution.One _ -> true;
          case Distribution.Turns _ -> false;
          case Distribution.Hash _ -> !keys.isEmpty() && new HashSet<>(by).containsAll(keys);
        };
    if (!inPlace) {
      cut(new Distribution.Hash(by));
      keys = by;
    }
    return anywhere(node);
  }

  private String splits(PlanNode node, List<Integer> by) {
    String rows =
        by.isEmpty()
            ? "all rows belong together"
            : "rows that agree in "
                + String.join(
                    ", ",
                    by.stream()
                        .map(key -> node.inputs().getFirst().schema().field(key).name())
                        .toList())
                + " belong together";
    return "'partitioning' = '"
        + partitioning.name().toLowerCase(Locale.ROOT)
        + "' would split groups: "
        + rows;
  }

  private Optional<String> together(PlanNode node) {
    if (!(distribution instanceof Distribution.One)) {
      cut(new Distribution.One());
      keys = List.of();
    }
    return anywhere(node);
  }

  private Optional<String> anywhere(PlanNode node) {
    nodes.add(node);
    if (!reordered) {
      return Optional.empty();
    }
    anyOrder.add(node);
    return OrderRules.needsOrder(node).map(why -> "the plan has " + why);
  }

  private void cut(Distribution next) {
    reordered |= distribution instanceof Distribution.Hash;
    closeStage();
    distribution = next;
  }

  private void closeStage() {
    PlanNode first = nodes.isEmpty() ? before : nodes.getFirst().inputs().getFirst();
    boolean divided =
        inputs.isEmpty()
            && stages.size() == 1
            && !nodes.isEmpty()
            && PreAggregation.suits(nodes.getFirst());
    if (divided) {
      anyOrder.add(nodes.getFirst());
    }
    stages.add(new Stage(distribution, first.schema(), divided, nodes));
    nodes = new ArrayList<>();
  }

  /// Where columns are behind a projection; none if one of them is not passed on as it is.
  private static List<Integer> moved(List<Integer> columns, RowNode.Calc calc) {
    List<Integer> moved = new ArrayList<>();
    for (int column : columns) {
      int at = -1;
      for (int i = 0; i < calc.outputs().size() && at < 0; i++) {
        if (calc.outputs().get(i) instanceof Expression.Column c && c.index() == column) {
          at = i;
        }
      }
      if (at < 0) {
        return List.of();
      }
      moved.add(at);
    }
    return moved;
  }
}
