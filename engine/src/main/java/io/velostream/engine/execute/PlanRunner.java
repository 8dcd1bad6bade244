package io.velostream.engine.execute;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.engine.StatementResult;
import io.velostream.engine.settings.JobSettings;
import io.velostream.plan.HoldNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.stage.JoinedPlan;
import io.velostream.plan.stage.SharedPlan;
import io.velostream.plan.stage.Sharing;
import io.velostream.plan.stage.SharingRules;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.plan.stage.Staging;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.checkpoint.CheckpointedJob;
import io.velostream.runtime.checkpoint.CheckpointedRun;
import io.velostream.runtime.checkpoint.JobPlan;
import io.velostream.runtime.checkpoint.SharedCheckpointedJob;
import io.velostream.runtime.job.JobBranch;
import io.velostream.runtime.job.JobRunner;
import io.velostream.runtime.job.Pinning;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunSummary;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.parallel.ParallelJob;
import io.velostream.runtime.parallel.PutAside;
import io.velostream.runtime.parallel.Work;
import io.velostream.runtime.table.SideTable;
import io.velostream.sql.TableDefinition;
import io.velostream.stream.seam.Closing;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Runs a plan into a writer, in as many pipelines as the settings and the plan allow, and leaves
/// what was put aside as tables of the session.
final class PlanRunner {
  private final Environment environment;
  private final ProgressListener listener;

  PlanRunner(Environment environment, ProgressListener listener) {
    this.environment = environment;
    this.listener = listener;
  }

  /// Runs a plan that sends no letters.
  StatementResult run(String job, Plan plan, BatchWriter writer, String message) {
    return run(job, plan, new DeadLetters(environment), writer, message);
  }

  /// Runs a plan.
  ///
  /// @param letters what becomes of rows at fault
  StatementResult run(
      String job, Plan given, DeadLetters letters, BatchWriter writer, String message) {
    Plan plan = fresh(given, writer::close);
    listener.faults(letters.counts());
    JobSettings settings = environment.settings().job(environment.world().threads().cores());
    if (settings.pipelines() > 1) {
      switch (SharingRules.decide(plan, sharing(settings))) {
        case Staging.Staged(StagedPlan staged) -> {
          return share(job, plan, staged, settings, letters, writer, message);
        }
        case Staging.Joined(JoinedPlan joined) -> {
          return share(job, plan, joined, settings, letters, writer, message);
        }
        case Staging.Refused(String reason) -> throw refused(reason, writer::close);
        case Staging.Whole _ -> {}
      }
    }
    return runWhole(job, plan, letters, writer, message);
  }

  private Plan fresh(Plan plan, Closeable writer) {
    try {
      return FreshViews.in(plan, environment);
    } catch (RuntimeException e) {
      Closing.after(e, writer);
      throw e;
    }
  }

  private Sharing sharing(JobSettings settings) {
    return settings.sharing().of(new KnownReading(environment.connectors()));
  }

  /// The error for plans that cannot be run as the setting `partitioning` wants it.
  static UserException refused(String reason) {
    return new UserException(ErrorCode.INVALID_OPTION, reason)
        .hint("'auto' sends each row where its group is");
  }

  private static UserException refused(String reason, Closeable writer) {
    try (writer) {
      return refused(reason);
    } catch (IOException e) {
      throw new EnvironmentException("the sink could not be closed", e, false);
    }
  }

  private StatementResult share(
      String job,
      Plan plan,
      SharedPlan shared,
      JobSettings settings,
      DeadLetters letters,
      BatchWriter writer,
      String message) {
    ParallelJob parallel =
        new ParallelJob(
            environment.world(), listener, environment.cancellation(), settings.handover());
    ParallelJob.Outcome outcome =
        parallel.run(
            new Work.One(job, shared),
            new SharedSources(environment, letters),
            environment.settings().runtime(),
            settings.pipelines(),
            letters.aside(job),
            List.of(writer));
    return keep(tables(plan, outcome.putAside()), outcome.summary(), message);
  }

  private Pinning pinning(RuntimeSettings settings, Closeable writer) {
    try {
      return Pinning.of(settings, environment.world().threads());
    } catch (UserException e) {
      Closing.after(e, writer);
      throw e;
    }
  }

  private static SideTables tables(Plan plan, List<PutAside> putAside) {
    PutAside own = putAside.getFirst();
    return new SideTables(plan, own::late, own.errors());
  }

  private StatementResult runWhole(
      String job, Plan plan, DeadLetters letters, BatchWriter writer, String message) {
    RuntimeSettings settings = environment.settings().runtime();
    Pinning pinning = pinning(settings, writer::close);
    LoweringContext lowering = lowering(environment, plan, job);
    SideTable errors = SideTable.errors(job, settings.keptRows());
    JobRunner runner =
        new JobRunner(
            environment.world().clock(),
            listener,
            environment.cancellation(),
            environment.arrivals());
    letters.showIn(errors.badRows());
    Sources sources = new Sources(environment, errors.badRows(), letters::whenReadByJob);
    RunSummary summary;
    try (var _ = environment.cancellation().whenRequested(environment.arrivals()::raise);
        var _ = pinning.begin()) {
      summary = runner.run(plan, sources, lowering, errors, writer);
    }
    return keep(new SideTables(plan, lowering::lateTables, errors), summary, message);
  }

  static LoweringContext lowering(Environment environment, Plan plan, String job) {
    return LoweringContext.of(environment.settings().runtime(), job, plan);
  }

  private StatementResult keep(SideTables sideTables, RunSummary summary, String message) {
    sideTables.keepIn(environment.catalog());
    return new StatementResult(message, Optional.of(summary), sideTables.warnings());
  }

  /// Runs a plan into a table in such a way that it can be resumed.
  StatementResult runCheckpointed(
      Plan given,
      TableDefinition target,
      Saving saving,
      DeadLetters letters,
      EpochWriter writer,
      String message) {
    Plan plan = fresh(given, writer::close);
    String job = target.name();
    listener.faults(letters.counts());
    try {
      SavableState.require(plan.root());
    } catch (UserException e) {
      Closing.after(e, writer::close);
      throw e;
    }
    RuntimeSettings settings = environment.settings().runtime();
    JobPlan named =
        new JobPlan(
            saving.name(), JobText.of(plan, target.description(), settings), saving.copies());
    JobSettings how = environment.settings().job(environment.world().threads().cores());
    if (how.pipelines() > 1) {
      switch (SharingRules.decide(plan, sharing(how))) {
        case Staging.Staged(StagedPlan staged) -> {
          return shareCheckpointed(job, named, plan, staged, how, saving, letters, writer, message);
        }
        case Staging.Joined(JoinedPlan joined) -> {
          return shareCheckpointed(job, named, plan, joined, how, saving, letters, writer, message);
        }
        case Staging.Refused(String reason) -> throw refused(reason, writer::close);
        case Staging.Whole _ -> {}
      }
    }
    Pinning pinning = pinning(settings, writer::close);
    LoweringContext lowering = lowering(environment, plan, job);
    SideTable errors = SideTable.errors(job, settings.keptRows());
    CheckpointedJob runner =
        new CheckpointedJob(
            named,
            saving.policy(),
            saving.world(),
            listener,
            environment.cancellation(),
            environment.arrivals(),
            environment.savepoints());
    letters.showIn(errors.badRows());
    Sources sources = new Sources(environment, errors.badRows(), letters::whenReadByJob);
    CheckpointedRun run;
    try (var _ = environment.cancellation().whenRequested(environment.arrivals()::raise);
        var _ = pinning.begin()) {
      run = runner.run(plan, sources, lowering, errors, writer);
    }
    return keep(new SideTables(plan, lowering::lateTables, errors), run, message);
  }

  private StatementResult shareCheckpointed(
      String job,
      JobPlan named,
      Plan plan,
      SharedPlan shared,
      JobSettings how,
      Saving saving,
      DeadLetters letters,
      EpochWriter writer,
      String message) {
    SharedCheckpointedJob runner =
        new SharedCheckpointedJob(
            named,
            saving.policy(),
            saving.world(),
            listener,
            environment.cancellation(),
            environment.savepoints());
    SharedCheckpointedJob.Outcome outcome =
        runner.run(
            new SharedCheckpointedJob.Shares(
                new Work.One(job, shared), how.pipelines(), how.handover(), letters.aside(job)),
            alone(job, plan, letters),
            new SharedSources(environment, letters),
            environment.settings().runtime(),
            writer,
            (_, batch) -> writer.write(batch));
    return keep(tables(plan, outcome.putAside()), outcome.run(), message);
  }

  private SharedCheckpointedJob.Alone alone(String job, Plan plan, DeadLetters letters) {
    SideTable errors = SideTable.errors(job, environment.settings().runtime().keptRows());
    return new SharedCheckpointedJob.Alone(
        new Sources(environment, errors.badRows(), letters::whenReadByJob),
        List.of(new JobBranch(plan, lowering(environment, plan, job), errors)),
        environment.arrivals(),
        () -> letters.showIn(errors.badRows()));
  }

  private StatementResult keep(SideTables sideTables, CheckpointedRun run, String message) {
    sideTables.keepIn(environment.catalog());
    String note = run.note().isEmpty() ? "" : ": " + run.note();
    List<String> warnings = new ArrayList<>(run.warnings());
    warnings.addAll(sideTables.warnings());
    return new StatementResult(message + note, Optional.of(run.summary()), warnings);
  }

  /// The same plan with its final rows only, each once, for whoever has no use for changes.
  static Plan finalRowsOnly(Plan plan) {
    if (!plan.root().retracts()) {
      return plan;
    }
    PlanNode held = new HoldNode.HoldUntilFinal(plan.root(), OptionalInt.empty());
    return new Plan(held, plan.sink(), plan.oneRecordPerStep(), plan.warnings());
  }
}
