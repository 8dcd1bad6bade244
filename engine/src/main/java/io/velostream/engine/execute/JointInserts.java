package io.velostream.engine.execute;

import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.engine.StatementResult;
import io.velostream.engine.settings.JobSettings;
import io.velostream.plan.Plan;
import io.velostream.plan.stage.SetPlan;
import io.velostream.plan.stage.SetStaging;
import io.velostream.plan.stage.Sharing;
import io.velostream.plan.stage.SharingRules;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.checkpoint.CheckpointedJob;
import io.velostream.runtime.checkpoint.CheckpointedRun;
import io.velostream.runtime.checkpoint.JobPlan;
import io.velostream.runtime.checkpoint.SetBeginning;
import io.velostream.runtime.checkpoint.SharedCheckpointedJob;
import io.velostream.runtime.checkpoint.SinkGroup;
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
import io.velostream.sql.CompiledStatement.Insert;
import io.velostream.sql.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Runs inserts side by side, as one job: what they have in common is read and computed once, and
/// one checkpoint is that of all of them. Each has side tables of its own.
final class JointInserts {
  /// What jobs of several inserts are called; no job of one is, as it is called after its table.
  private static final String NAME = "statements";

  private final Environment environment;
  private final TableWriters writers;
  private final ProgressListener listener;
  private final DeadLetters letters;

  JointInserts(Environment environment, TableWriters writers, ProgressListener listener) {
    this.environment = environment;
    this.writers = writers;
    this.listener = listener;
    this.letters = new DeadLetters(environment);
  }

  /// Runs the inserts to their end, in such a way that they can be resumed if the settings ask for
  /// that.
  ///
  /// @param set where the stages of the set begin
  StatementResult run(List<Insert> given, SetBeginning set) {
    List<Insert> inserts =
        given.stream()
            .map(insert -> new Insert(FreshViews.in(insert.plan(), environment), insert.target()))
            .toList();
    List<RefusedRows> refused =
        inserts.stream().map(insert -> letters.whenWritten(insert.target())).toList();
    inserts.forEach(insert -> letters.prepare(insert.plan().root()));
    listener.faults(letters.counts());
    Optional<SharedInserts> shared = shared(inserts);
    String name = environment.jobs().next(NAME);
    Optional<Saving> saving = Saving.of(environment, name).map(own -> own.in(set));
    List<JobBranch> branches = branches(inserts);
    showRefused(refused, branches);
    if (saving.isPresent() && (saving.get().required() || canBeSaved(inserts))) {
      return runCheckpointed(inserts, branches, refused, saving.get(), shared);
    }
    environment.savepoints().runsUnsaved();
    return shared
        .map(several -> runOnce(inserts, refused, several))
        .orElseGet(() -> runOnce(inserts, branches, refused));
  }

  /// The inserts in several pipelines, if these are wanted and possible.
  private Optional<SharedInserts> shared(List<Insert> inserts) {
    JobSettings settings = environment.settings().job(environment.world().threads().cores());
    if (settings.pipelines() == 1) {
      return Optional.empty();
    }
    List<Plan> plans = inserts.stream().map(Insert::plan).toList();
    Sharing sharing = settings.sharing().of(new KnownReading(environment.connectors()));
    return switch (SharingRules.decide(plans, sharing)) {
      case SetStaging.SideBySide(SetPlan plan) -> {
        List<String> names = inserts.stream().map(insert -> insert.target().name()).toList();
        yield Optional.of(
            new SharedInserts(
                environment, listener, letters, new Work.SideBySide(names, plan), settings));
      }
      case SetStaging.Whole _ -> Optional.empty();
      case SetStaging.Refused(String reason) -> throw PlanRunner.refused(reason);
    };
  }

  private StatementResult runOnce(
      List<Insert> inserts, List<RefusedRows> refused, SharedInserts several) {
    ParallelJob.Outcome outcome = several.run(() -> open(inserts, refused));
    return result(inserts, outcome.putAside(), outcome.summary(), "", List.of());
  }

  private static void showRefused(List<RefusedRows> refused, List<JobBranch> branches) {
    for (int i = 0; i < branches.size(); i++) {
      refused.get(i).showIn(branches.get(i).errors().badRows());
    }
  }

  private boolean canBeSaved(List<Insert> inserts) {
    Obstacles obstacles = new Obstacles(environment);
    return inserts.stream()
        .allMatch(insert -> obstacles.of(insert.plan(), insert.target()).isEmpty());
  }

  private List<JobBranch> branches(List<Insert> inserts) {
    RuntimeSettings settings = environment.settings().runtime();
    List<JobBranch> branches = new ArrayList<>();
    for (Insert insert : inserts) {
      Plan plan = insert.plan();
      String table = insert.target().name();
      LoweringContext lowering =
          branches.isEmpty()
              ? PlanRunner.lowering(environment, plan, table)
              : branches.getFirst().lowering().beside(table, plan);
      branches.add(new JobBranch(plan, lowering, SideTable.errors(table, settings.keptRows())));
    }
    return branches;
  }

  private StatementResult runOnce(
      List<Insert> inserts, List<JobBranch> branches, List<RefusedRows> refused) {
    JobRunner runner =
        new JobRunner(
            environment.world().clock(),
            listener,
            environment.cancellation(),
            environment.arrivals());
    Pinning pinning = pinning();
    List<BatchWriter> outputs = open(inserts, refused);
    RunSummary summary;
    try (var _ = environment.cancellation().whenRequested(environment.arrivals()::raise);
        var _ = pinning.begin()) {
      summary = runner.run(branches, new JointSources(environment, branches, letters), outputs);
    }
    return result(inserts, tables(branches), summary, "", List.of());
  }

  private List<BatchWriter> open(List<Insert> inserts, List<RefusedRows> refused) {
    try (Opened opened = new Opened()) {
      List<BatchWriter> outputs = new ArrayList<>();
      for (int i = 0; i < inserts.size(); i++) {
        Insert insert = inserts.get(i);
        boolean changelog = insert.plan().root().retracts();
        BatchWriter output = writers.open(insert.target(), changelog, refused.get(i));
        opened.add(output::close);
        outputs.add(output);
      }
      // Behind all outputs: only their commits may tell of the last rows that they refuse.
      outputs.add(
          letters.beside(outputs.removeLast(), to -> writers.open(to, false, TableWriters.NOBODY)));
      opened.handOver();
      return outputs;
    }
  }

  private Pinning pinning() {
    return Pinning.of(environment.settings().runtime(), environment.world().threads());
  }

  private StatementResult runCheckpointed(
      List<Insert> inserts,
      List<JobBranch> branches,
      List<RefusedRows> refused,
      Saving saving,
      Optional<SharedInserts> several) {
    inserts.forEach(insert -> SavableState.require(insert.plan().root()));
    JobPlan job = new JobPlan(saving.name(), text(inserts), saving.copies());
    boolean looksUp = inserts.stream().anyMatch(insert -> insert.plan().root().looksUp());
    KeptOutputs outputs = new KeptOutputs(environment, saving, looksUp);
    if (several.isPresent()) {
      SharedCheckpointedJob.Outcome outcome =
          several
              .get()
              .run(
                  job,
                  saving,
                  new SharedCheckpointedJob.Alone(
                      new JointSources(environment, branches, letters),
                      branches,
                      environment.arrivals(),
                      () -> showRefused(refused, branches)),
                  () -> open(inserts, refused, outputs));
      CheckpointedRun run = outcome.run();
      return result(inserts, outcome.putAside(), run.summary(), run.note(), run.warnings());
    }
    Pinning pinning = pinning();
    CheckpointedJob runner =
        new CheckpointedJob(
            job,
            saving.policy(),
            saving.world(),
            listener,
            environment.cancellation(),
            environment.arrivals(),
            environment.savepoints());
    SinkGroup group = open(inserts, refused, outputs);
    CheckpointedRun run;
    try (var _ = environment.cancellation().whenRequested(environment.arrivals()::raise);
        var _ = pinning.begin()) {
      run = runner.run(new JointSources(environment, branches, letters), branches, group, group);
    }
    return result(inserts, tables(branches), run.summary(), run.note(), run.warnings());
  }

  private SinkGroup open(List<Insert> inserts, List<RefusedRows> refused, KeptOutputs outputs) {
    try (Opened opened = new Opened()) {
      List<EpochWriter> all = new ArrayList<>();
      for (int i = 0; i < inserts.size(); i++) {
        TableDefinition target = inserts.get(i).target();
        boolean changelog = inserts.get(i).plan().root().retracts();
        RefusedRows rows = refused.get(i);
        EpochWriter output =
            outputs.of(target, writers.openEpochs(target, changelog, rows), rows::again);
        opened.add(output::close);
        all.add(output);
      }
      SinkGroup group =
          letters.besideEpochs(
              all,
              to -> outputs.of(to, writers.openEpochs(to, false, TableWriters.NOBODY), _ -> {}));
      opened.handOver();
      return group;
    }
  }

  private String text(List<Insert> inserts) {
    RuntimeSettings settings = environment.settings().runtime();
    return inserts.stream()
        .map(insert -> JobText.of(insert.plan(), insert.target().description(), settings))
        .collect(Collectors.joining("\n"));
  }

  private static List<PutAside> tables(List<JobBranch> branches) {
    return branches.stream()
        .map(branch -> new PutAside(branch.lowering().lateTables(), branch.errors()))
        .toList();
  }

  private StatementResult result(
      List<Insert> inserts,
      List<PutAside> putAside,
      RunSummary summary,
      String note,
      List<String> warnings) {
    List<String> all = new ArrayList<>(warnings);
    for (int i = 0; i < putAside.size(); i++) {
      PutAside own = putAside.get(i);
      SideTables tables = new SideTables(inserts.get(i).plan(), own::late, own.errors());
      tables.keepIn(environment.catalog());
      all.addAll(tables.warnings());
    }
    String targets =
        inserts.stream().map(insert -> insert.target().name()).collect(Collectors.joining(", "));
    return new StatementResult(
        "inserted into " + targets + (note.isEmpty() ? "" : ": " + note),
        Optional.of(summary),
        all);
  }
}
