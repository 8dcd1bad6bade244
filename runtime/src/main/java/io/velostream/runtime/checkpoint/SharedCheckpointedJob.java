package io.velostream.runtime.checkpoint;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.checkpoint.store.Manifest;
import io.velostream.runtime.job.Arrivals;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.runtime.job.Failures;
import io.velostream.runtime.job.JobBranch;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunSummary;
import io.velostream.runtime.parallel.Aside;
import io.velostream.runtime.parallel.Handover;
import io.velostream.runtime.parallel.ParallelJob;
import io.velostream.runtime.parallel.PutAside;
import io.velostream.runtime.parallel.SavedTeam;
import io.velostream.runtime.parallel.Saving;
import io.velostream.runtime.parallel.TeamState;
import io.velostream.runtime.parallel.TurnOpener;
import io.velostream.runtime.parallel.Work;
import io.velostream.runtime.table.SideTable;
import io.velostream.state.snapshot.DamagedStateException;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// Runs a plan in several pipelines, or several plans side by side, so that it can be resumed after
/// any death, by a process that runs it in any number of them, as [CheckpointedJob] does in one.
///
/// The sink must be one that stages durably: an epoch is never run again.
public final class SharedCheckpointedJob {
  private final JobPlan job;
  private final CheckpointPolicy policy;
  private final World world;
  private final ProgressListener listener;
  private final Cancellation cancellation;
  private final Savepoints savepoints;

  /// @param cancellation asked all the time; what was committed stays, and the job can be resumed
  /// @param savepoints where others ask for them
  public SharedCheckpointedJob(
      JobPlan job,
      CheckpointPolicy policy,
      World world,
      ProgressListener listener,
      Cancellation cancellation,
      Savepoints savepoints) {
    this.savepoints = savepoints;
    this.job = job;
    this.policy = policy;
    this.world = world;
    this.listener = listener;
    this.cancellation = cancellation;
  }

  /// In how many pipelines a job runs, and how.
  ///
  /// @param work the plans of the job, cut into stages
  /// @param handover how rows are handed from one to another
  /// @param aside what it puts aside besides late rows
  public record Shares(Work work, int pipelines, Handover handover, Aside aside) {}

  /// How the job runs in one pipeline. It does when what ran in one before has left an epoch behind
  /// that must be run again: that takes its steps one by one.
  ///
  /// @param branches its plans
  /// @param beginning what is done before
  public record Alone(
      PlaceOpener opener, List<JobBranch> branches, Arrivals arrivals, Runnable beginning) {}

  /// What a run leaves.
  ///
  /// @param putAside by plan
  public record Outcome(CheckpointedRun run, List<PutAside> putAside) {}

  /// Runs the job to its end. The writer is closed in any case.
  ///
  /// @param results where the rows of each plan go, in the epochs of the writer
  /// @throws EnvironmentException when a source, the sink or the store fails, or a newer process
  ///   has taken the job over
  /// @throws io.velostream.columnar.error.UserException when the data or the statement is at fault,
  ///   or the checkpoint does not fit
  public Outcome run(
      Shares shares,
      Alone alone,
      TurnOpener opener,
      RuntimeSettings settings,
      EpochWriter writer,
      BranchRows results) {
    long start = world.clock().monotonicNanos();
    savepoints.begin();
    try (writer) {
      if (!writer.stagesDurably()) {
        throw new IllegalArgumentException("an epoch might have to be run again");
      }
      TakenJob taken = TakenJob.take(job, policy, world, writer);
      Outcome outcome;
      if (taken.from().finished()) {
        outcome = finished(taken, settings, shares.work(), start);
      } else if (taken.from().replay().isEmpty()) {
        outcome = drive(shares, opener, settings, results, taken, start);
      } else {
        outcome = drive(alone, taken, writer, results, start);
      }
      taken.epochs().keepFor(savepoints);
      return outcome;
    } catch (DamagedStateException e) {
      throw CheckpointedJob.unreadable(job, e);
    } catch (IOException e) {
      throw Failures.of(e);
    } catch (UncheckedIOException e) {
      throw Failures.of(Objects.requireNonNull(e.getCause()));
    } finally {
      savepoints.end();
    }
  }

  private Outcome finished(TakenJob taken, RuntimeSettings settings, Work work, long start) {
    RunSummary summary =
        new RunSummary(
            taken.from().base().map(Manifest::rowsIn).orElse(0L),
            taken.epochs().rowsOut(),
            0,
            0,
            0,
            world.clock().monotonicNanos() - start,
            0,
            0);
    CheckpointedRun run = new CheckpointedRun(summary, taken.note(), List.of());
    return new Outcome(
        run,
        work.jobs().stream()
            .map(name -> new PutAside(List.of(), SideTable.errors(name, settings.keptRows())))
            .toList());
  }

  private Outcome drive(
      Alone alone, TakenJob taken, EpochWriter writer, BranchRows results, long start)
      throws IOException {
    alone.beginning().run();
    CheckpointedJob job =
        new CheckpointedJob(
            this.job, policy, world, listener, cancellation, alone.arrivals(), savepoints);
    CheckpointedRun run =
        job.drive(alone.opener(), alone.branches(), writer, results, taken, start);
    return new Outcome(
        run,
        alone.branches().stream()
            .map(branch -> new PutAside(branch.lowering().lateTables(), branch.errors()))
            .toList());
  }

  private Outcome drive(
      Shares shares,
      TurnOpener opener,
      RuntimeSettings settings,
      BranchRows results,
      TakenJob taken,
      long start)
      throws IOException {
    Resumption from = taken.from();
    ParallelJob.Outcome outcome;
    try (Epochs epochs = taken.epochs()) {
      epochs.begin();
      outcome =
          new ParallelJob(world, listener, cancellation, shares.handover())
              .run(
                  shares.work(),
                  opener,
                  settings,
                  shares.pipelines(),
                  shares.aside(),
                  new SavedTeam(from.states(), from.places()),
                  new Ends(epochs, shares.pipelines(), from.baseEpoch()),
                  IntStream.range(0, shares.work().jobs().size())
                      .<BatchWriter>mapToObj(plan -> new Rows(plan, epochs, results))
                      .toList());
    }
    RunSummary own = outcome.summary();
    RunSummary summary =
        new RunSummary(
            own.rowsIn(),
            taken.epochs().rowsOut(),
            own.lateRows(),
            own.errorRows(),
            own.bytesIn(),
            world.clock().monotonicNanos() - start,
            own.peakStateRows(),
            own.droppedState());
    return new Outcome(
        new CheckpointedRun(summary, taken.note(), taken.epochs().warnings()), outcome.putAside());
  }

  /// Ends epochs.
  private final class Ends implements Saving {
    private final Epochs epochs;
    private final Clock clock = world.clock();
    private final SavingRecord record;
    private final EpochEnds ends;
    private final StateOutput sideTables = new StateOutput();
    private long epochStart = clock.monotonicNanos();
    private long savedRows = -1;
    private long savedChanges = -1;

    Ends(Epochs epochs, int pipelines, long base) {
      this.epochs = epochs;
      this.record = new SavingRecord(clock, base);
      int cores = world.threads().cores();
      Pace pace = new Pace(policy.rest(), pipelines, cores, clock.monotonicNanos());
      this.ends = new EpochEnds(epochs, savepoints, record, clock, pace);
    }

    @Override
    public CheckpointFigures figures() {
      return record.figures();
    }

    @Override
    public boolean isDue(long now, boolean wanted, LongSupplier rows) throws IOException {
      ends.settle();
      boolean urgent = !wanted || savepoints.isAsked();
      boolean due =
          urgent
              || now - epochStart >= policy.intervalNanos()
                  && (rows.getAsLong() != savedRows || epochs.rowsOut() != savedChanges);
      return due && ends.isFree(urgent);
    }

    @Override
    public void save(TeamState state, boolean more) throws IOException {
      if (!more) {
        ends.await();
      }
      if (ends.end(
          () -> state(state), () -> new byte[0], !more, state.last(), state.savingNanos())) {
        savedRows = state.rows();
        savedChanges = epochs.rowsOut();
      }
      epochStart = clock.monotonicNanos();
    }

    private Epochs.State state(TeamState state) {
      List<List<StateOutput>> pipelines = new ArrayList<>();
      for (List<StateOutput> pipeline : state.pipelines()) {
        pipelines.add(new ArrayList<>(pipeline));
      }
      sideTables.reset();
      state.putAside().forEach(own -> own.all().forEach(table -> table.save(sideTables)));
      pipelines.getFirst().add(sideTables);
      return new Epochs.State(pipelines, state.places(), state.rows());
    }
  }

  /// Takes the rows of one plan in the epochs; who closes the sink is not this.
  private record Rows(int plan, Epochs epochs, BranchRows results) implements BatchWriter {
    @Override
    public void write(Batch batch) {
      epochs.write(plan, batch, results);
    }

    @Override
    public void endStep() {}

    @Override
    public void commit() {}

    @Override
    public void close() {}
  }
}
