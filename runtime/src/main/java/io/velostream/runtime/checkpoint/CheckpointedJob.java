package io.velostream.runtime.checkpoint;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.plan.Plan;
import io.velostream.runtime.checkpoint.store.Manifest;
import io.velostream.runtime.job.Arrivals;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.job.Failures;
import io.velostream.runtime.job.JobBranch;
import io.velostream.runtime.job.LoadFigures;
import io.velostream.runtime.job.PipelineView;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunSummary;
import io.velostream.runtime.job.Stepper;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.pipeline.PipelineBuilder;
import io.velostream.runtime.pipeline.PlanBranch;
import io.velostream.runtime.table.SideTable;
import io.velostream.state.snapshot.DamagedStateException;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// Runs a plan on the calling thread, or several side by side, so that it can be resumed after any
/// death, from where it was saved last, by a process that has the same plans, policy and sinks.
///
/// What the sink shows then is what it would show had nothing died. A job that was complete is not
/// run again.
public final class CheckpointedJob {
  private static final long PROGRESS_NANOS = 100_000_000L;

  private final JobPlan job;
  private final CheckpointPolicy policy;
  private final World world;
  private final Clock clock;
  private final ProgressListener listener;
  private final Cancellation cancellation;
  private final Arrivals arrivals;
  private final Savepoints savepoints;
  private long peakStateRows;
  private long droppedState;

  /// @param listener may end the run: an epoch is ended then, as soon as that is possible
  /// @param cancellation asked before each step; what was committed stays, and the job can be
  ///   resumed
  /// @param arrivals where to wait when the sources have nothing to read
  /// @param savepoints where others ask for them
  public CheckpointedJob(
      JobPlan job,
      CheckpointPolicy policy,
      World world,
      ProgressListener listener,
      Cancellation cancellation,
      Arrivals arrivals,
      Savepoints savepoints) {
    this.savepoints = savepoints;
    this.job = job;
    this.policy = policy;
    this.world = world;
    this.clock = world.clock();
    this.listener = listener;
    this.cancellation = cancellation;
    this.arrivals = arrivals;
  }

  /// Runs the job to its end. The writer is closed in any case.
  ///
  /// @param errors where the readers report undecodable rows
  /// @throws EnvironmentException when a source, the sink or the store fails, or a newer process
  ///   has taken the job over
  /// @throws io.velostream.columnar.error.UserException when the data or the statement is at fault,
  ///   or the checkpoint does not fit
  public CheckpointedRun run(
      Plan plan,
      PlaceOpener opener,
      LoweringContext lowering,
      SideTable errors,
      EpochWriter writer) {
    return run(
        opener,
        List.of(new JobBranch(plan, lowering, errors)),
        writer,
        (_, batch) -> writer.write(batch));
  }

  /// The same for plans that run side by side, whose rows go to one writer that keeps them apart.
  /// What they have in common is read and computed once.
  ///
  /// @param branches of one evaluation context
  /// @param results takes the rows of each, on their way to the writer
  public CheckpointedRun run(
      PlaceOpener opener, List<JobBranch> branches, EpochWriter writer, BranchRows results) {
    long start = clock.monotonicNanos();
    savepoints.begin();
    try (writer) {
      TakenJob taken = TakenJob.take(job, policy, world, writer);
      CheckpointedRun run = drive(opener, branches, writer, results, taken, start);
      taken.epochs().keepFor(savepoints);
      return run;
    } catch (IOException e) {
      throw Failures.of(e);
    } catch (UncheckedIOException e) {
      throw Failures.of(Objects.requireNonNull(e.getCause()));
    } finally {
      savepoints.end();
    }
  }

  /// Runs a job to its end that was taken.
  ///
  /// @param start when the run began, by the monotonic clock
  CheckpointedRun drive(
      PlaceOpener opener,
      List<JobBranch> branches,
      EpochWriter writer,
      BranchRows results,
      TakenJob taken,
      long start)
      throws IOException {
    Resumption from = taken.from();
    Epochs epochs = taken.epochs();
    EpochSources sources = new EpochSources(opener, from.places());
    EpochClock time = new EpochClock(clock);
    if (from.finished()) {
      return new CheckpointedRun(
          summary(from.base().orElseThrow().rowsIn(), epochs, branches, 0, start),
          taken.note(),
          List.of());
    }
    try (epochs;
        Pipeline pipeline =
            PipelineBuilder.build(wired(branches, results, epochs), sources, time)) {
      // A source that cannot tell any is found before anything runs.
      List<ReadPosition> starts = sources.positions();
      restore(pipeline, branches, from.states());
      SavingRecord record = new SavingRecord(clock, from.baseEpoch());
      Stepper stepper = new Stepper(pipeline, arrivals, clock::monotonicNanos);
      listener.begins(
          new PipelineView(
              branches,
              pipeline,
              epochs::rowsOut,
              () -> Optional.of(record.figures()),
              () -> new LoadFigures(1, clock.monotonicNanos() - start, stepper.idleNanos(), 0, 0)));
      boolean more = replay(pipeline, sources, time, from, epochs);
      EpochJournal journal = new EpochJournal(sources.count());
      if (!writer.stagesDurably()) {
        time.noteIn(journal);
        sources.noteIn(journal);
        if (from.isStart()) {
          journal.starts(starts);
        }
        if (from.isSavepoint() && from.replay().isEmpty()) {
          journal.begins(Origin.of(policy.from(), from.base().orElseThrow().head()));
        }
      }
      if (more) {
        StateOutput output = StateOutput.inParts(branches.getFirst().lowering().settings().parts());
        Supplier<Epochs.State> state = () -> state(output, pipeline, sources, branches);
        loop(pipeline, stepper, sources, journal, state, epochs, record);
      }
      Pipeline.Progress end = pipeline.progress();
      listener.progress(end);
      return new CheckpointedRun(
          summary(end.rows(), epochs, branches, end.bytesRead(), start),
          taken.note(),
          epochs.warnings());
    }
  }

  private List<PlanBranch> wired(List<JobBranch> branches, BranchRows results, Epochs epochs) {
    List<PlanBranch> wired = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      int number = i;
      JobBranch branch = branches.get(i);
      wired.add(
          new PlanBranch(
              branch.plan(),
              branch.lowering(),
              batch -> {
                epochs.write(number, batch, results);
                listener.wrote(number, batch);
              }));
    }
    return wired;
  }

  private RunSummary summary(
      long rowsIn, Epochs epochs, List<JobBranch> branches, long bytes, long start) {
    return new RunSummary(
        rowsIn,
        epochs.rowsOut(),
        branches.stream().mapToLong(JobBranch::lateRows).sum(),
        branches.stream().mapToLong(branch -> branch.errors().count()).sum(),
        bytes,
        clock.monotonicNanos() - start,
        peakStateRows,
        droppedState);
  }

  private void restore(Pipeline pipeline, List<JobBranch> branches, List<StateInput> states) {
    try {
      for (StateInput state : states) {
        pipeline.restore(state, KeyRange.ALL);
      }
      if (!states.isEmpty()) {
        StateInput first = states.getFirst();
        for (JobBranch branch : branches) {
          branch.sideTables().forEach(table -> table.restore(first));
        }
      }
      for (StateInput state : states) {
        if (state.remaining() > 0) {
          throw state.damaged(state.remaining() + " bytes too many");
        }
      }
    } catch (DamagedStateException e) {
      throw unreadable(job, e);
    }
  }

  /// The error for state whose checksums are right and whose plan is ours: another release has
  /// written it.
  static EnvironmentException unreadable(JobPlan job, DamagedStateException e) {
    return new EnvironmentException(
        "the checkpoint of '%s' cannot be read by this release: %s"
            .formatted(job.name(), e.getMessage()),
        e,
        false);
  }

  /// Runs epochs again whose output the sink lacks.
  ///
  /// @return whether there is more to come
  private boolean replay(
      Pipeline pipeline, EpochSources sources, EpochClock time, Resumption from, Epochs epochs)
      throws IOException {
    for (Manifest manifest : from.replay()) {
      EpochJournal.Replay replay = new EpochJournal.Replay(manifest.journal(), sources.count());
      time.replay(replay);
      sources.replay(replay, manifest.pipelines().getFirst().positions());
      epochs.begin();
      for (long step = 0; step < replay.steps(); step++) {
        cancellation.check();
        if (!listener.proceed()) {
          throw new UserException(
              ErrorCode.CANCELLED, "the run was ended while an epoch was run again");
        }
        pipeline.step();
      }
      epochs.endAgain(manifest);
    }
    time.replay(null);
    sources.endReplay();
    return from.replay().isEmpty() || !from.replay().getLast().head().last();
  }

  /// What there is to save between two steps.
  ///
  /// @param state what was written of an epoch before is not needed any more
  private static Epochs.State state(
      StateOutput state, Pipeline pipeline, EpochSources sources, List<JobBranch> branches) {
    state.reset();
    pipeline.save(state);
    branches.forEach(branch -> branch.sideTables().forEach(table -> table.save(state)));
    try {
      return new Epochs.State(List.of(List.of(state)), sources.positions(), pipeline.rowsRead());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void loop(
      Pipeline pipeline,
      Stepper stepper,
      EpochSources sources,
      EpochJournal journal,
      Supplier<Epochs.State> state,
      Epochs epochs,
      SavingRecord record)
      throws IOException {
    Pace pace = new Pace(policy.rest(), 1, world.threads().cores(), clock.monotonicNanos());
    EpochEnds ends = new EpochEnds(epochs, savepoints, record, clock, pace);
    long nextReport = clock.monotonicNanos() + PROGRESS_NANOS;
    long epochStart = clock.monotonicNanos();
    long savedRows = pipeline.rowsRead();
    long savedChanges = epochs.rowsOut();
    boolean more = true;
    epochs.begin();
    boolean wanted = true;
    while (more && wanted) {
      cancellation.check();
      wanted = listener.proceed();
      boolean possible = !pipeline.isMidBatch() && sources.areExact();
      if (wanted || !possible) {
        more = stepper.step();
        journal.step();
        possible = !pipeline.isMidBatch() && sources.areExact();
      }
      long now = clock.monotonicNanos();
      ends.settle();
      boolean due = !wanted || now - epochStart >= policy.intervalNanos();
      boolean news = pipeline.rowsRead() != savedRows || epochs.rowsOut() != savedChanges;
      boolean asked = savepoints.isAsked();
      if (!more || (possible && (asked || (due && news)))) {
        boolean over = !more || !wanted;
        if (over) {
          ends.await();
        }
        if (ends.isFree(over || asked)) {
          if (ends.end(state, journal::take, over, !more, 0)) {
            savedRows = pipeline.rowsRead();
            savedChanges = epochs.rowsOut();
          }
          epochStart = clock.monotonicNanos();
        }
      }
      if (!wanted && more && !possible) {
        wanted = true; // asked again after the next step: the batch under way comes first
      }
      if (now >= nextReport || !more) {
        peakStateRows = Math.max(peakStateRows, pipeline.stateRows());
        droppedState = pipeline.droppedState();
        listener.progress(pipeline.progress());
        nextReport = now + PROGRESS_NANOS;
      }
      if (wanted) {
        stepper.await();
      }
    }
  }
}
