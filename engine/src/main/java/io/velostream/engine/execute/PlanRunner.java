package io.velostream.engine.execute;

import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.StatementResult;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.job.JobRunner;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunSummary;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.table.SideTable;
import io.velostream.sql.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Runs a plan into a writer, and leaves what was put aside as tables of the session: `<job>$late`
/// and `<job>$errors`.
final class PlanRunner {
  private final Environment environment;
  private final ProgressListener listener;

  PlanRunner(Environment environment, ProgressListener listener) {
    this.environment = environment;
    this.listener = listener;
  }

  StatementResult run(String job, Plan plan, BatchWriter writer, String message) {
    RuntimeSettings settings = environment.settings().runtime();
    LoweringContext lowering = new LoweringContext(settings, job);
    SideTable errors = SideTable.errors(job, settings.keptRows());
    JobRunner runner =
        new JobRunner(environment.world().clock(), listener, environment.cancellation());
    Sources sources = new Sources(environment, errors.badRows());
    RunSummary summary = runner.run(plan, sources, lowering, errors, writer);
    if (!readsOnlySideTables(plan.root())) {
      lowering.lateTables().forEach(this::keep);
      keep(errors);
    }
    List<String> warnings = new ArrayList<>(plan.warnings());
    warnAboutDropped(warnings, lowering.lateTables());
    warnAboutDropped(warnings, List.of(errors));
    return new StatementResult(message, Optional.of(summary), warnings);
  }

  /// The same plan with its final rows only, each once, for whoever has no use for changes.
  static Plan finalRowsOnly(Plan plan) {
    if (!plan.root().retracts()) {
      return plan;
    }
    PlanNode held = new PlanNode.HoldUntilFinal(plan.root(), OptionalInt.empty());
    return new Plan(held, plan.sink(), plan.oneRecordPerStep(), plan.warnings());
  }

  /// Looking at what was put aside must not replace it.
  private static boolean readsOnlySideTables(PlanNode node) {
    if (node instanceof PlanNode.Scan scan) {
      return SideTable.isSideTable(scan.table().name());
    }
    return !node.inputs().isEmpty()
        && node.inputs().stream().allMatch(PlanRunner::readsOnlySideTables);
  }

  private void keep(SideTable table) {
    environment
        .catalog()
        .put(TableDefinition.ofColumns(table.name(), table.schema(), Map.of(), true), table.rows());
  }

  private static void warnAboutDropped(List<String> warnings, List<SideTable> tables) {
    for (SideTable table : tables) {
      long dropped = table.count() - table.rows().rows();
      if (dropped > 0) {
        warnings.add(
            table.name()
                + " keeps the first "
                + table.rows().rows()
                + " of "
                + table.count()
                + " rows (setting 'side-tables.kept-rows')");
      }
    }
  }
}
