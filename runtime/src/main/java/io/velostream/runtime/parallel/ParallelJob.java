package io.velostream.runtime.parallel;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.plan.PlanNode;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.job.Failures;
import io.velostream.runtime.job.Pinning;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunSummary;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Threads;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Runs one plan in several pipelines from start to end, or several side by side, and at the end
/// commits once. A run that fails commits nothing, and leaves no thread behind.
///
/// The first pipeline runs on the calling thread, and it alone calls the writers; the others have
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
  /// @param putAside by plan
  public record Outcome(RunSummary summary, List<PutAside> putAside) {
    public Outcome {
      putAside = List.copyOf(putAside);
    }
  }

  /// Runs the plans from their start. The writers are closed in any case, and commit in order.
  ///
  /// @throws EnvironmentException when a source or a sink fails
  /// @throws io.velostream.columnar.error.UserException when the data or the statement is at fault;
  ///   CANCELLED when the run was cancelled
  public Outcome run(
      Work work,
      TurnOpener opener,
      RuntimeSettings settings,
      int pipelines,
      Aside aside,
      List<BatchWriter> writers) {
    return run(work, opener, settings, pipelines, aside, SavedTeam.NONE, null, writers);
  }

  /// Runs the plans from where they were saved, and saves them at the ends of epochs. The writers
  /// are closed in any case, and are not asked to commit: the end of the last epoch is the last
  /// thing that happens.
  ///
  /// @param writers by plan
  /// @throws EnvironmentException when a source, a sink or what saves fails
  /// @throws io.velostream.columnar.error.UserException when the data or the statement is at fault;
  ///   CANCELLED when the run was cancelled
  /// @throws io.velostream.state.snapshot.DamagedStateException when what was saved is not that of
  ///   such plans
  public Outcome run(
      Work work,
      TurnOpener opener,
      RuntimeSettings settings,
      int pipelines,
      Aside aside,
      SavedTeam from,
      @Nullable Saving saving,
      List<BatchWriter> writers) {
    long start = clock.monotonicNanos();
    Layout layout = Layout.of(work);
    TeamBuilding building =
        new TeamBuilding(
            opener,
            settings,
            jobs(work, settings, pipelines),
            handover,
            from,
            Section.of(layout),
            saving != null,
            aside.letters());
    try (Outputs outputs = new Outputs(writers, listener);
        Crew team = building.build(work, outputs)) {
      Restoration.sideTables(from, team.putAside());
      Observer observer = new Observer(team, layout, aside, saving);
      outputs.whenEpochEnds(observer::epochEnds);
      if (saving != null) {
        team.requirePlaces();
      }
      Ending ending = new Ending(team.readers());
      listener.begins(
          new TeamView(
              work, team, outputs::changes, saving, clock::monotonicNanos, ending::faultyInput));
      Pinning pinning = Pinning.ofSeveral(settings, threads);
      long peak = drive(team, work.jobs().getFirst(), observer, ending, pinning);
      cancellation.check();
      TeamState state = observer.state(true);
      if (saving == null) {
        outputs.commit();
        aside.showRefused(state.putAside());
      } else {
        saving.save(state, false);
      }
      listener.progress(team.progress());
      Pipeline.Progress end = team.progress();
      RunSummary summary =
          new RunSummary(
              end.rows(),
              outputs.changes(),
              state.putAside().stream().mapToLong(PutAside::lateRows).sum(),
              state.putAside().stream().mapToLong(own -> own.errors().count()).sum(),
              end.bytesRead(),
              clock.monotonicNanos() - start,
              peak,
              dropped(team));
      return new Outcome(summary, state.putAside());
    } catch (IOException e) {
      throw Failures.of(e);
    } catch (UncheckedIOException e) {
      throw Failures.of(Objects.requireNonNull(e.getCause()));
    }
  }

  /// What the operators of each plan share, pipeline by pipeline.
  private static List<TeamBuilding.Job> jobs(Work work, RuntimeSettings settings, int pipelines) {
    List<Set<PlanNode>> anyOrder =
        switch (work) {
          case Work.One one -> List.of(one.plan().anyOrder());
          case Work.SideBySide all -> all.plan().anyOrders();
        };
    List<LoweringContext> first = new ArrayList<>();
    for (int i = 0; i < pipelines; i++) {
      first.add(new LoweringContext(settings, work.jobs().getFirst(), anyOrder.getFirst()));
    }
    List<TeamBuilding.Job> jobs = new ArrayList<>();
    jobs.add(new TeamBuilding.Job(work.jobs().getFirst(), first));
    for (int b = 1; b < anyOrder.size(); b++) {
      String name = work.jobs().get(b);
      Set<PlanNode> nodes = anyOrder.get(b);
      jobs.add(
          new TeamBuilding.Job(
              name, first.stream().map(context -> context.beside(name, nodes)).toList()));
    }
    return jobs;
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

    Observer(Crew team, Layout layout, Aside aside, @Nullable Saving saving) {
      this.team = team;
      this.nodes = layout.nodes();
      this.sendsLetters = layout.tables().stream().anyMatch(aside.letters()::wants);
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
      TeamState state = TeamState.of(crew, nodes, team.putAside(), last);
      passLettersOn();
      aside.showRefused(state.putAside());
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
