package io.velostream.runtime.parallel;

import io.velostream.columnar.Schema;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.job.CheckpointFigures;
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
import org.jspecify.annotations.Nullable;

/// A run in several pipelines. What belongs to their threads is not looked at: neither rows put
/// aside nor the nodes of the plan.
final class TeamView implements RunView {
  private final StagedPlan plan;
  private final Team team;
  private final LongSupplier changes;
  private final @Nullable Saving saving;
  private final List<String> sources = new ArrayList<>();

  TeamView(StagedPlan staged, Team team, LongSupplier changes, @Nullable Saving saving) {
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
    return List.of();
  }

  @Override
  public List<SideTable> sideTables() {
    return List.of();
  }

  @Override
  public RunFigures figures() {
    Pipeline.Progress progress = team.progress();
    return new RunFigures(
        progress.rows(),
        changes.getAsLong(),
        progress.bytesRead(),
        0,
        0,
        team.stateRows(),
        0,
        Watermarks.NONE);
  }

  /// Pipelines are never at the same place; the first row that is at fault decides how a run ends,
  /// whichever has read how far.
  @Override
  public String lastInput() {
    return String.join(", ", sources);
  }
}
