package io.velostream.runtime.parallel;

import io.velostream.columnar.Schema;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.runtime.job.LoadFigures;
import io.velostream.runtime.job.PlanFigures;
import io.velostream.runtime.job.RunFigures;
import io.velostream.runtime.job.RunView;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.table.SideTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A run in several pipelines. What belongs to their threads is not looked at, rows put aside among
/// it; how they stand is what they have said last.
final class TeamView implements RunView {
  private final StagedPlan plan;
  private final Team team;
  private final LongSupplier changes;
  private final @Nullable Saving saving;
  private final LongSupplier nanos;
  private final long start;
  private final List<String> sources = new ArrayList<>();

  /// @param nanos a monotonic clock
  TeamView(
      StagedPlan staged,
      Team team,
      LongSupplier changes,
      @Nullable Saving saving,
      LongSupplier nanos) {
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.plan = staged;
    this.team = team;
    this.changes = changes;
    this.saving = saving;
    RunView.addSources(plan.leaf(), sources);
  }

  @Override
  public Schema schema() {
    return plan.stages().getLast().output();
  }

  @Override
  public Optional<CheckpointFigures> checkpoints() {
    return saving == null ? Optional.empty() : Optional.of(saving.figures());
  }

  @Override
  public List<PlanFigures> nodes() {
    return TeamNodes.of(plan, team.standing());
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
        nodes.getLast().figures().watermark(),
        new LoadFigures(team.size(), now - start, idle, team.queueFill(), silent));
  }

  /// Pipelines are never at the same place; the first row that is at fault decides how a run ends,
  /// whichever has read how far.
  @Override
  public String lastInput() {
    return String.join(", ", sources);
  }
}
