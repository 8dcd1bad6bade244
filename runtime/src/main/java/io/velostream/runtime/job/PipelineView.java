package io.velostream.runtime.job;

import io.velostream.columnar.Schema;
import io.velostream.connector.spi.InputRange;
import io.velostream.plan.PlanNode;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.table.SideTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A run in one pipeline.
public final class PipelineView implements RunView {
  private final List<JobBranch> branches;
  private final Pipeline pipeline;
  private final LongSupplier changes;
  private final Supplier<Optional<CheckpointFigures>> checkpoints;
  private final Supplier<LoadFigures> load;

  /// @param changes how many changes were written
  /// @param checkpoints how the saving stands, for a run that can be resumed
  /// @param load how busy it is
  public PipelineView(
      List<JobBranch> branches,
      Pipeline pipeline,
      LongSupplier changes,
      Supplier<Optional<CheckpointFigures>> checkpoints,
      Supplier<LoadFigures> load) {
    this.branches = List.copyOf(branches);
    this.pipeline = pipeline;
    this.changes = changes;
    this.checkpoints = checkpoints;
    this.load = load;
  }

  private List<PlanNode> roots() {
    return branches.stream().map(branch -> branch.plan().root()).toList();
  }

  @Override
  public List<Schema> schemas() {
    return branches.stream().map(JobBranch::schema).toList();
  }

  @Override
  public Optional<CheckpointFigures> checkpoints() {
    return checkpoints.get();
  }

  @Override
  public List<PlanFigures> nodes() {
    return PlanFigures.of(roots(), pipeline.nodes());
  }

  @Override
  public List<SideTable> sideTables() {
    return branches.stream().flatMap(branch -> branch.sideTables().stream()).toList();
  }

  @Override
  public RunFigures figures() {
    Pipeline.Progress progress = pipeline.progress();
    return new RunFigures(
        progress.rows(),
        changes.getAsLong(),
        progress.bytesRead(),
        branches.stream().mapToLong(JobBranch::lateRows).sum(),
        branches.stream().mapToLong(branch -> branch.errors().count()).sum(),
        pipeline.stateRows(),
        pipeline.memoryBytes(),
        pipeline.droppedState(),
        pipeline.watermark(),
        load.get());
  }

  /// A step without rows is the end of some source, or time that has passed: what comes out then is
  /// made of all that was read.
  @Override
  public LastInput lastInput() {
    List<String> names = RunView.sources(roots());
    List<Optional<InputRange>> read = pipeline.lastRead();
    List<LastInput.OfSource> sources = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      String name = names.get(i);
      read.get(i).ifPresent(rows -> sources.add(new LastInput.OfSource(name, List.of(rows))));
    }
    return sources.isEmpty() ? LastInput.somewhereIn(names) : new LastInput(sources);
  }
}
