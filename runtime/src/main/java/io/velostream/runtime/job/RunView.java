package io.velostream.runtime.job;

import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.table.SideTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// A run as seen from its own thread, between steps or after its end.
public final class RunView {
  private final Plan plan;
  private final Pipeline pipeline;
  private final LoweringContext lowering;
  private final SideTable errors;
  private final LongSupplier changes;
  private final Supplier<Optional<CheckpointFigures>> checkpoints;

  /// @param changes how many changes were written
  /// @param checkpoints how the saving stands, for a run that can be resumed
  public RunView(
      Plan plan,
      Pipeline pipeline,
      LoweringContext lowering,
      SideTable errors,
      LongSupplier changes,
      Supplier<Optional<CheckpointFigures>> checkpoints) {
    this.plan = plan;
    this.pipeline = pipeline;
    this.lowering = lowering;
    this.errors = errors;
    this.changes = changes;
    this.checkpoints = checkpoints;
  }

  /// What runs.
  public Plan plan() {
    return plan;
  }

  /// How the saving stands; nothing for a run that begins anew whenever it is started.
  public Optional<CheckpointFigures> checkpoints() {
    return checkpoints.get();
  }

  /// How the nodes of the plan stand, inputs before what reads them; the last one is the result.
  public List<PlanFigures> nodes() {
    return PlanFigures.of(plan.root(), pipeline.nodes());
  }

  /// Late and undecodable rows so far, each kind in a table of its own; more rows come to them.
  public List<SideTable> sideTables() {
    List<SideTable> tables = new ArrayList<>(lowering.lateTables());
    tables.add(errors);
    return tables;
  }

  /// How it stands.
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
        pipeline.watermark());
  }

  /// The rows that the last step took from each source, in words: `trades rows 4097 to 8192`. It
  /// stays the same for the same input cut in the same way.
  public String lastInput() {
    List<String> names = new ArrayList<>();
    addSources(plan.root(), names);
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

  /// In the order in which a pipeline opens them.
  private static void addSources(PlanNode node, List<String> names) {
    switch (node) {
      case PlanNode.Scan scan -> names.add(scan.table().name());
      case PlanNode.Values _ -> names.add("VALUES");
      default -> node.inputs().forEach(input -> addSources(input, names));
    }
  }
}
