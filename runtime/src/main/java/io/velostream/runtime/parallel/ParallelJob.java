package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.plan.stage.SharedPlan;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.job.Failures;
import io.velostream.runtime.job.Pinning;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunSummary;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.table.SideTable;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Threads;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Runs one plan in several pipelines from start to end, and at the end commits once. A run that
/// fails commits nothing, and leaves no thread behind.
///
/// The first pipeline runs on the calling thread, and it alone calls the writer; the others have
/// threads of their own.
public final class ParallelJob {
  private static final long PROGRESS_NANOS = 100_000_000L;

  /// How often letters are passed on where no epochs are saved.
  private static final long LETTERS_NANOS = 1_000_000_000L;

  private final Clock clock;
  private final Threads threads;
  private final ProgressListener listener;
  private final Cancellation cancellation;
  private final Handover handover;

  /// @param cancellation asked all the time, and before the commit
  /// @param handover how rows are handed from pipeline to pipeline
  public ParallelJob(
      World world, ProgressListener listener, Cancellation cancellation, Handover handover) {
    this.clock = world.clock();
    this.threads = world.threads();
    this.listener = listener;
    this.cancellation = cancellation;
    this.handover = handover;
  }

  /// What a run leaves.
  ///
  /// @param late the tables of late rows, as one pipeline would have filled them
  /// @param errors undecodable input, likewise
  public record Outcome(RunSummary summary, List<SideTable> late, SideTable errors) {}

  /// Runs the plan from its start. The writer is closed in any case.
  ///
  /// @param job names the side tables
  /// @throws EnvironmentException when a source or the sink fails
  /// @throws io.velostream.columnar.error.UserException when the data or the statement is at fault;
  ///   CANCELLED when the run was cancelled
  public Outcome run(
      SharedPlan plan,
      TurnOpener opener,
      RuntimeSettings settings,
      String job,
      int pipelines,
      Aside aside,
      BatchWriter writer) {
    return run(
        plan,
        opener,
        settings,
        job,
        pipelines,
        aside,
        SavedTeam.NONE,
        null,
        new Told(writer, listener));
  }

  /// Runs the plan from where it was saved, and saves it at the ends of epochs. The writer is
  /// closed in any case, and is not asked to commit: the end of the last epoch is the last thing
  /// that happens.
  ///
  /// @param job names the side tables
  /// @throws EnvironmentException when a source, the sink or what saves fails
  /// @throws io.velostream.columnar.error.UserException when the data or the statement is at fault;
  ///   CANCELLED when the run was cancelled
  /// @throws io.velostream.state.snapshot.DamagedStateException when what was saved is not that of
  ///   such a plan
  public Outcome run(
      SharedPlan plan,
      TurnOpener opener,
      RuntimeSettings settings,
      String job,
      int pipelines,
      Aside aside,
      SavedTeam from,
      @Nullable Saving saving,
      BatchWriter writer) {
    long start = clock.monotonicNanos();
    StageOutput.ToWriter output = new StageOutput.ToWriter(writer);
    List<LoweringContext> contexts = new ArrayList<>();
    for (int i = 0; i < pipelines; i++) {
      contexts.add(new LoweringContext(settings, job, plan.anyOrder()));
    }
    TeamBuilding building =
        new TeamBuilding(
            opener,
            settings,
            job,
            contexts,
            handover,
            from,
            Section.of(plan),
            saving != null,
            aside.letters());
    try (writer;
        Crew team = building.build(plan, _ -> output)) {
      Restoration.sideTables(from, team.late(), team.errors());
      Observer observer = new Observer(team, plan, aside, saving);
      output.whenEpochEnds(observer::epochEnds);
      if (saving != null) {
        team.requirePlaces();
      }
      Ending ending = new Ending(team.readers());
      listener.begins(
          new TeamView(
              plan, team, output::changes, saving, clock::monotonicNanos, ending::faultyInput));
      long peak = drive(team, job, observer, ending, Pinning.of(settings, threads));
      cancellation.check();
      TeamState state = observer.state(true);
      if (saving == null) {
        writer.commit();
        aside.showRefused(state.errors());
      } else {
        saving.save(state, false);
      }
      listener.progress(team.progress());
      List<SideTable> late = state.late();
      SideTable errors = state.errors();
      Pipeline.Progress end = team.progress();
      RunSummary summary =
          new RunSummary(
              end.rows(),
              output.changes(),
              late.stream().mapToLong(SideTable::count).sum(),
              errors.count(),
              end.bytesRead(),
              clock.monotonicNanos() - start,
              peak,
              dropped(team));
      return new Outcome(summary, late, errors);
    } catch (IOException e) {
      throw Failures.of(e);
    } catch (UncheckedIOException e) {
      throw Failures.of(Objects.requireNonNull(e.getCause()));
    }
  }

  /// A writer whose rows the listener hears of too.
  private record Told(BatchWriter writer, ProgressListener listener) implements BatchWriter {
    @Override
    public void write(Batch batch) throws IOException {
      writer.write(batch);
      listener.wrote(0, batch);
    }

    @Override
    public void endStep() throws IOException {
      writer.endStep();
    }

    @Override
    public void commit() throws IOException {
      writer.commit();
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  /// @return the most rows of state that were seen
  private long drive(Crew team, String job, Observer observer, Ending ending, Pinning pinning)
      throws IOException {
    List<Threads.Started> started = new ArrayList<>();
    try {
      for (int i = 1; i < team.size(); i++) {
        Worker worker = team.worker(i, Worker.Watch.NONE, ending, clock, threads);
        started.add(threads.start(job + "-" + i, () -> pinning.run(worker)));
      }
      pinning.run(team.worker(0, observer, ending, clock, threads));
    } catch (RuntimeException | Error e) {
      ending.fail(e);
    } finally {
      started.forEach(Threads.Started::awaitEnd);
    }
    rethrow(ending.failure());
    observer.sample();
    return observer.peak;
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException("a worker cannot throw this", failure);
    }
  }

  /// What the calling thread does besides working.
  private final class Observer implements Worker.Watch {
    private final Crew team;
    private final Aside aside;
    private final int nodes;

    /// Whether there are tables whose bad rows are written elsewhere.
    private final boolean sendsLetters;

    private final @Nullable Saving saving;
    private final LongSupplier rows;
    private boolean ending;
    private boolean wanted = true;
    private long nextReport;
    private long nextLetters;
    private long peak;

    Observer(Crew team, SharedPlan plan, Aside aside, @Nullable Saving saving) {
      this.team = team;
      this.nodes = Section.nodes(plan);
      this.sendsLetters = Section.tables(plan).stream().anyMatch(aside.letters()::wants);
      this.aside = aside;
      this.saving = saving;
      this.rows = () -> team.progress().rows();
      this.nextReport = clock.monotonicNanos() + PROGRESS_NANOS;
      this.nextLetters = clock.monotonicNanos() + LETTERS_NANOS;
    }

    @Override
    public void look(long now) {
      cancellation.check();
      wanted = wanted && listener.proceed();
      if (!wanted && saving == null) {
        throw ended(); // what is under way between pipelines is no answer to anything
      }
      if (!ending && isDue(now)) {
        ending = true;
        team.requestEpochEnd();
      }
      if (now >= nextReport) {
        sample();
        listener.progress(team.progress());
        nextReport = now + PROGRESS_NANOS;
      }
    }

    private boolean isDue(long now) {
      if (saving == null) {
        return sendsLetters && now >= nextLetters;
      }
      try {
        return saving.isDue(now, wanted, rows);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// All pipelines have saved their parts.
    void epochEnds() throws IOException {
      if (saving == null) {
        team.join();
        passLettersOn();
        nextLetters = clock.monotonicNanos() + LETTERS_NANOS;
      } else {
        saving.save(state(false), wanted);
      }
      ending = false;
      if (!wanted) {
        throw ended();
      }
    }

    /// What there is to save, all put aside.
    ///
    /// @param last whether all workers have ended
    TeamState state(boolean last) throws IOException {
      CrewState crew = team.state(last);
      TeamState state = TeamState.of(crew, nodes, team.late(), team.errors(), last);
      passLettersOn();
      aside.showRefused(state.errors());
      return state;
    }

    private void passLettersOn() {
      team.takeLetters().forEach(letters -> aside.letters().take(letters.table(), letters.rows()));
    }

    private static UserException ended() {
      return new UserException(ErrorCode.CANCELLED, "the run was ended");
    }

    void sample() {
      peak = Math.max(peak, team.stateRows());
    }
  }

  /// What operators have said last of the state that they have forgotten.
  private static long dropped(Crew team) {
    long dropped = 0;
    for (WorkerFigures worker : team.standing()) {
      for (List<NodeFigures> stage : worker.stages()) {
        for (NodeFigures node : stage) {
          dropped += node.droppedState();
        }
      }
    }
    return dropped;
  }
}
