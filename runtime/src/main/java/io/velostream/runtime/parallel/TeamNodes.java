package io.velostream.runtime.parallel;

import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.stage.JoinedPlan;
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

  /// Whether the first halves of aggregates are counted; pipelines tell of all of theirs at once.
  private boolean halvesCounted;

  /// The table whose event time the nodes at hand wait for.
  private String source = "";

  private TeamNodes(List<WorkerFigures> workers) {
    this.workers = workers;
  }

  /// @param workers how each pipeline stands
  /// @return the nodes, inputs before what reads them
  static List<PlanFigures> of(SharedPlan plan, List<WorkerFigures> workers) {
    TeamNodes team = new TeamNodes(workers);
    team.add(plan);
    return team.finished();
  }

  private void add(SharedPlan plan) {
    switch (plan) {
      case StagedPlan staged -> {
        source = staged.leaf() instanceof LeafNode.Scan scan ? scan.table().name() : "VALUES";
        NodeFigures read = figures(0, 0, 0, 0);
        boolean timed = staged.watermark().isPresent();
        add(staged.leaf(), timed ? "" : source, read, !timed);
        staged.prepared().forEach(node -> add(node, "", read, false));
        staged.watermark().ifPresent(node -> add(node, source, read, true));
        addStages(staged);
      }
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

  private void addStages(StagedPlan plan) {
    List<Stage> stages = plan.stages();
    for (int s = 0; s < stages.size(); s++) {
      for (int i = 0; i < stages.get(s).nodes().size(); i++) {
        boolean divided = i == 0 && stages.get(s).preAggregated() && !halvesCounted;
        halvesCounted |= divided;
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

  /// The last one is the result.
  private List<PlanFigures> finished() {
    PlanFigures last = nodes.removeLast();
    nodes.add(
        new PlanFigures(
            last.number(), last.kind(), last.source(), last.figures(), last.heldBackBy(), true));
    return List.copyOf(nodes);
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
      rows += divided ? worker.halfRows() : 0;
      bytes += divided ? worker.halfBytes() : 0;
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
