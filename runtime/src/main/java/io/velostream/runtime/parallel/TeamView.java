package io.velostream.runtime.parallel;

import io.velostream.columnar.Schema;
import io.velostream.plan.PlanNode;
import io.velostream.plan.stage.ForkedPlan;
import io.velostream.plan.stage.JoinedPlan;
import io.velostream.plan.stage.SetPart;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.runtime.job.LastInput;
import io.velostream.runtime.job.LoadFigures;
import io.velostream.runtime.job.PlanFigures;
import io.velostream.runtime.job.RunFigures;
import io.velostream.runtime.job.RunView;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.table.SideTable;
import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A run in several pipelines. What belongs to their threads is not looked at, rows put aside among
/// it; how they stand is what they have said last.
final class TeamView implements RunView {
  private final Work work;
  private final Crew team;
  private final LongSupplier changes;
  private final @Nullable Saving saving;
  private final LongSupplier nanos;
  private final long start;
  private final Supplier<LastInput> faultyInput;
  private final List<String> sources = new ArrayList<>();

  /// @param nanos a monotonic clock
  /// @param faultyInput what was being worked on when the run ended; empty when that is not known
  TeamView(
      Work work,
      Crew team,
      LongSupplier changes,
      @Nullable Saving saving,
      LongSupplier nanos,
      Supplier<LastInput> faultyInput) {
    this.faultyInput = faultyInput;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.work = work;
    this.team = team;
    this.changes = changes;
    this.saving = saving;
    List<PlanNode> leaves =
        switch (work) {
          case Work.One(String _, StagedPlan staged) -> List.of(staged.leaf());
          case Work.One(String _, JoinedPlan joined) -> List.of(joined.rest().leaf());
          case Work.SideBySide all -> all.plan().parts().stream().map(TeamView::leaf).toList();
        };
    sources.addAll(RunView.sources(leaves));
  }

  private static PlanNode leaf(SetPart part) {
    return switch (part) {
      case ForkedPlan forked -> forked.leaf();
      case JoinedPlan joined -> joined.rest().leaf();
    };
  }

  @Override
  public List<Schema> schemas() {
    return work.schemas();
  }

  @Override
  public Optional<CheckpointFigures> checkpoints() {
    return saving == null ? Optional.empty() : Optional.of(saving.figures());
  }

  @Override
  public List<PlanFigures> nodes() {
    return TeamNodes.of(work, team.standing());
  }

  @Override
  public List<SideTable> sideTables() {
    return List.of();
  }

  @Override
  public RunFigures figures() {
    Pipeline.Progress progress = team.progress();
    List<PlanFigures> nodes = nodes();
    long late = 0;
    long errors = 0;
    long idle = 0;
    long silent = 0;
    long now = nanos.getAsLong();
    for (WorkerFigures worker : team.standing()) {
      late += worker.lateRows();
      errors += worker.errorRows();
      idle += worker.idleNanos();
      silent = Math.max(silent, now - worker.seenNanos());
    }
    return new RunFigures(
        progress.rows(),
        changes.getAsLong(),
        progress.bytesRead(),
        late,
        errors,
        nodes.stream().mapToLong(node -> node.figures().stateRows()).sum(),
        nodes.stream().mapToLong(node -> node.figures().stateBytes()).sum(),
        nodes.stream().mapToLong(node -> node.figures().droppedState()).sum(),
        reached(nodes),
        new LoadFigures(team.size(), now - start, idle, team.queueFill(), silent));
  }

  /// The event time that the result has reached; of several results, the one furthest behind.
  private long reached(List<PlanFigures> nodes) {
    return switch (work) {
      case Work.One _ -> nodes.getLast().figures().watermark();
      case Work.SideBySide _ ->
          nodes.stream()
              .filter(node -> node.isBorder() && node.source().isEmpty())
              .mapToLong(node -> node.figures().watermark())
              .min()
              .orElse(Watermarks.NONE);
    };
  }

  /// Pipelines are never at the same place; the first row that is at fault decides how a run ends,
  /// whichever has read how far.
  @Override
  public LastInput lastInput() {
    LastInput input = faultyInput.get();
    return input.isEmpty() ? LastInput.somewhereIn(sources) : input;
  }
}
