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
import java.util.Optional;
import java.util.OptionalInt;

/// Runs a plan into a writer, and leaves what was put aside as tables of the session.
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
        new JobRunner(
            environment.world().clock(),
            listener,
            environment.cancellation(),
            environment.arrivals());
    Sources sources = new Sources(environment, errors.badRows());
    RunSummary summary;
    try (var _ = environment.cancellation().whenRequested(environment.arrivals()::raise)) {
      summary = runner.run(plan, sources, lowering, errors, writer);
    }
    SideTables sideTables = new SideTables(plan, lowering, errors);
    sideTables.keepIn(environment.catalog());
    return new StatementResult(message, Optional.of(summary), sideTables.warnings());
  }

  /// The same plan with its final rows only, each once, for whoever has no use for changes.
  static Plan finalRowsOnly(Plan plan) {
    if (!plan.root().retracts()) {
      return plan;
    }
    PlanNode held = new PlanNode.HoldUntilFinal(plan.root(), OptionalInt.empty());
    return new Plan(held, plan.sink(), plan.oneRecordPerStep(), plan.warnings());
  }
}
