package io.velostream.runtime.parallel;

import io.velostream.plan.PlanNode;
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
  private final String source;
  private final List<PlanFigures> nodes = new ArrayList<>();

  private TeamNodes(List<WorkerFigures> workers, String source) {
    this.workers = workers;
    this.source = source;
  }

  /// @param workers how each pipeline stands
  /// @return the nodes, inputs before what reads them
  static List<PlanFigures> of(StagedPlan plan, List<WorkerFigures> workers) {
    String source = plan.leaf() instanceof PlanNode.Scan scan ? scan.table().name() : "VALUES";
    TeamNodes team = new TeamNodes(workers, source);
    NodeFigures read = team.without(0);
    boolean timed = plan.watermark().isPresent();
    team.add(plan.leaf(), timed ? "" : source, read, !timed);
    plan.prepared().forEach(node -> team.add(node, "", read, false));
    plan.watermark().ifPresent(node -> team.add(node, source, read, true));
    List<Stage> stages = plan.stages();
    for (int s = 0; s < stages.size(); s++) {
      for (int i = 0; i < stages.get(s).nodes().size(); i++) {
        boolean divided = i == 0 && stages.get(s).preAggregated();
        team.add(stages.get(s).nodes().get(i), "", team.together(s, i, divided), false);
      }
    }
    return team.finished();
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

  /// Of a node without state, in a stage.
  private NodeFigures without(int stage) {
    return figures(stage, 0, 0);
  }

  /// @param divided whether pipelines have a first half of it, too
  private NodeFigures together(int stage, int operator, boolean divided) {
    long rows = 0;
    long bytes = 0;
    for (WorkerFigures worker : workers) {
      List<NodeFigures> own = worker.stage(stage);
      if (operator < own.size()) {
        rows += own.get(operator).stateRows();
        bytes += own.get(operator).stateBytes();
      }
      rows += divided ? worker.halfRows() : 0;
      bytes += divided ? worker.halfBytes() : 0;
    }
    return figures(stage, rows, bytes);
  }

  private NodeFigures figures(int stage, long rows, long bytes) {
    long watermark =
        workers.stream()
            .filter(worker -> !worker.stage(stage).isEmpty() || worker.watermark(stage) != Watermarks.NONE)
            .mapToLong(worker -> worker.watermark(stage))
            .min()
            .orElse(Watermarks.NONE);
    return new NodeFigures(
        rows,
        bytes,
        watermark,
        watermark == Watermarks.END ? NodeFigures.Standing.ENDED : NodeFigures.Standing.ACTIVE);
  }
}
