package io.velostream.runtime.parallel;

import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.stage.ForkedPlan;
import io.velostream.plan.stage.ForkedPlan.Branch;
import io.velostream.plan.stage.JoinedPlan;
import io.velostream.plan.stage.SetPart;
import io.velostream.plan.stage.SharedPlan;
import io.velostream.plan.stage.Stage;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.job.PlanFigures;
import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.List;

/// How the nodes of a plan stand that is run in several pipelines: what these hold together, and
/// the event time that all have reached.
final class TeamNodes {
  private final List<WorkerFigures> workers;
  private final List<PlanFigures> nodes = new ArrayList<>();

  /// How many stages there were before the plan at hand.
  private int stagesBefore;

  /// The table whose event time the nodes at hand wait for.
  private String source = "";

  private TeamNodes(List<WorkerFigures> workers) {
    this.workers = workers;
  }

  /// @param workers how each pipeline stands
  /// @return the nodes, inputs before what reads them
  static List<PlanFigures> of(Work work, List<WorkerFigures> workers) {
    TeamNodes team = new TeamNodes(workers);
    switch (work) {
      case Work.One one -> {
        team.add(one.plan());
        team.endPlan();
      }
      case Work.SideBySide all -> all.plan().parts().forEach(team::add);
    }
    return List.copyOf(team.nodes);
  }

  private void add(SetPart part) {
    switch (part) {
      case ForkedPlan forked -> add(forked, true);
      case JoinedPlan joined -> {
        add((SharedPlan) joined);
        endPlan();
      }
    }
  }

  private void add(SharedPlan plan) {
    switch (plan) {
      case StagedPlan staged -> add(ForkedPlan.of(staged), false);
      case JoinedPlan joined -> {
        add(joined.left());
        String left = source;
        long reached = nodes.getLast().figures().watermark();
        add(joined.right());
        source = reached < nodes.getLast().figures().watermark() ? left : source;
        addStages(joined.rest());
      }
    }
  }

  /// @param whole whether the branches are plans that end there
  private void add(ForkedPlan plan, boolean whole) {
    source = plan.leaf() instanceof LeafNode.Scan scan ? scan.table().name() : "VALUES";
    int ahead = 0; // stages of the branches before the first one that has event time
    for (Branch branch : plan.branches().subList(0, plan.firstTimed())) {
      ahead += branch.own().stages().size();
    }
    NodeFigures read = figures(ahead, 0, 0, 0);
    boolean timed = plan.watermark().isPresent();
    add(plan.leaf(), timed ? "" : source, read, !timed);
    for (int b = 0; b < plan.branches().size(); b++) {
      if (b == plan.firstTimed()) {
        plan.prepared().forEach(node -> add(node, "", read, false));
        plan.watermark().ifPresent(node -> add(node, source, read, true));
      }
      addStages(plan.branches().get(b).own());
      if (whole) {
        endPlan();
      }
    }
  }

  private void addStages(StagedPlan plan) {
    List<Stage> stages = plan.stages();
    for (int s = 0; s < stages.size(); s++) {
      for (int i = 0; i < stages.get(s).nodes().size(); i++) {
        boolean divided = i == 0 && stages.get(s).preAggregated();
        add(stages.get(s).nodes().get(i), "", together(s, i, divided), false);
      }
    }
    stagesBefore += stages.size();
  }

  private void add(PlanNode node, String of, NodeFigures figures, boolean border) {
    String kind = node.getClass().getSimpleName();
    String waitsFor = figures.standing() == NodeFigures.Standing.ENDED ? "" : source;
    nodes.add(new PlanFigures(nodes.size() + 1, kind, of, figures, waitsFor, border));
  }

  /// The last one is a result.
  private void endPlan() {
    PlanFigures last = nodes.removeLast();
    nodes.add(
        new PlanFigures(
            last.number(), last.kind(), last.source(), last.figures(), last.heldBackBy(), true));
  }

  /// @param divided whether pipelines have a first half of it, too
  private NodeFigures together(int stage, int operator, boolean divided) {
    long rows = 0;
    long bytes = 0;
    long dropped = 0;
    for (WorkerFigures worker : workers) {
      List<NodeFigures> own = worker.stage(stagesBefore + stage);
      if (operator < own.size()) {
        rows += own.get(operator).stateRows();
        bytes += own.get(operator).stateBytes();
        dropped += own.get(operator).droppedState();
      }
      if (divided) {
        WorkerFigures.Half half = worker.half(stagesBefore + stage);
        rows += half.rows();
        bytes += half.bytes();
      }
    }
    return figures(stage, rows, bytes, dropped);
  }

  private NodeFigures figures(int stage, long rows, long bytes, long dropped) {
    long watermark =
        workers.stream()
            .filter(worker ->
                !worker.stage(stagesBefore + stage).isEmpty()
                    || worker.watermark(stagesBefore + stage) != Watermarks.NONE)
            .mapToLong(worker -> worker.watermark(stagesBefore + stage))
            .min()
            .orElse(Watermarks.NONE);
    return new NodeFigures(
        rows,
        bytes,
        dropped,
        watermark,
        watermark == Watermarks.END ? NodeFigures.Standing.ENDED : NodeFigures.Standing.ACTIVE);
  }
}
