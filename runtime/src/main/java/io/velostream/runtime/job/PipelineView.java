package io.velostream.runtime.job;

import io.velostream.columnar.Schema;
import io.velostream.plan.Plan;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.table.SideTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A run in one pipeline.
public final class PipelineView implements RunView {
  private final Plan plan;
  private final Pipeline pipeline;
  private final LoweringContext lowering;
  private final SideTable errors;
  private final LongSupplier changes;
  private final Supplier<Optional<CheckpointFigures>> checkpoints;
  private final Supplier<LoadFigures> load;

  /// @param changes how many changes were written
  /// @param checkpoints how the saving stands, for a run that can be resumed
  /// @param load how busy it is
  public PipelineView(
      Plan plan,
      Pipeline pipeline,
      LoweringContext lowering,
      SideTable errors,
      LongSupplier changes,
      Supplier<Optional<CheckpointFigures>> checkpoints,
      Supplier<LoadFigures> load) {
    this.plan = plan;
    this.pipeline = pipeline;
    this.lowering = lowering;
    this.errors = errors;
    this.changes = changes;
    this.checkpoints = checkpoints;
    this.load = load;
  }

  @Override
  public Schema schema() {
    return plan.root().schema();
  }

  @Override
  public Optional<CheckpointFigures> checkpoints() {
    return checkpoints.get();
  }

  @Override
  public List<PlanFigures> nodes() {
    return PlanFigures.of(plan.root(), pipeline.nodes());
  }

  @Override
  public List<SideTable> sideTables() {
    List<SideTable> tables = new ArrayList<>(lowering.lateTables());
    tables.add(errors);
    return tables;
  }

  @Override
  public RunFigures figures() {
    Pipeline.Progress progress = pipeline.progress();
    return new RunFigures(
        progress.rows(),
        changes.getAsLong(),
        progress.bytesRead(),
        lowering.lateTables().stream().mapToLong(SideTable::count).sum(),
        errors.count(),
        pipeline.stateRows(),
        pipeline.memoryBytes(),
        pipeline.droppedState(),
        pipeline.watermark(),
        load.get());
  }

  @Override
  public String lastInput() {
    List<String> names = new ArrayList<>();
    RunView.addSources(plan.root(), names);
    List<Pipeline.Range> ranges = pipeline.lastRead();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      Pipeline.Range range = ranges.get(i);
      if (range.to() > range.from()) {
        parts.add("%s rows %d to %d".formatted(names.get(i), range.from() + 1, range.to()));
      }
    }
    return String.join(", ", parts);
  }
}
