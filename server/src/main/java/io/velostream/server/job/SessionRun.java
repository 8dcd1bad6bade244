package io.velostream.server.job;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Session;
import io.velostream.runtime.checkpoint.Savepoint;
import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.runtime.job.FaultCounts;
import io.velostream.runtime.job.LastInput;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.job.RunView;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.retry.SinkHealth;
import io.velostream.runtime.table.SideTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A run that is one statement in a session of its own.
public final class SessionRun implements JobRun, ProgressListener {
  /// Before each step of a run that is held and goes on for a savepoint.
  private static final long REST_MILLIS = 1;

  private final JobSpec spec;
  private final JobObserver observer;
  private final Supplier<Session> sessions;
  private final long mostStateBytes;

  private final LongSupplier nanos;

  private volatile JobReport report = JobReport.EMPTY;

  /// When the run's thread was last seen between two steps.
  private volatile long lastSign;

  /// Whether it stands still because it is to.
  private volatile boolean waits;

  // Guarded by this.
  private @Nullable Session session;
  private boolean held;
  private boolean ending;
  private boolean resumable;

  /// Savepoints that were asked for and are still to be made.
  private int savepointsAsked;

  // Of the run's thread.
  private @Nullable RunView view;
  private List<Schema> schemas = List.of();
  private @Nullable JobMetrics metrics;
  private long asideCount;
  private long savedEpoch;
  private List<AsideRows> aside = List.of();
  private final BusyMeter busy = new BusyMeter();
  private final Map<String, SinkHealth> sinks = new TreeMap<>();

  /// Of each statement of a set that has begun.
  private final List<FaultCounts> faults = new ArrayList<>();

  /// @param sessions opens the session, on the run's thread
  /// @param mostStateBytes memory of state beyond which the run fails
  /// @param nanos a monotonic clock
  public SessionRun(
      JobSpec spec,
      JobObserver observer,
      Supplier<Session> sessions,
      long mostStateBytes,
      LongSupplier nanos) {
    this.spec = spec;
    this.observer = observer;
    this.sessions = sessions;
    this.mostStateBytes = spec.mostStateBytes(mostStateBytes);
    this.nanos = nanos;
    this.lastSign = nanos.getAsLong();
  }

  @Override
  public End run() {
    try (Session opened = sessions.get()) {
      spec.settings().forEach(opened::set);
      opened.onProgress(this);
      synchronized (this) {
        if (ending) {
          return End.STOPPED;
        }
        session = opened;
      }
      opened.execute(spec.sql());
      return isEnding() ? End.STOPPED : End.FINISHED;
    } catch (UserException e) {
      if (e.code() == ErrorCode.CANCELLED && isEnding()) {
        return End.STOPPED;
      }
      throw e;
    } finally {
      synchronized (this) {
        session = null;
      }
      publish();
      closeMetrics();
    }
  }

  private synchronized boolean isEnding() {
    return ending;
  }

  @Override
  public synchronized void hold() {
    held = true;
  }

  @Override
  public synchronized void release() {
    held = false;
    notifyAll();
  }

  @Override
  public synchronized void end() {
    ending = true;
    notifyAll();
    Session running = session;
    if (running != null && !endsWhereItIs()) {
      running.cancel(); // a part of the output is worth nothing
    }
  }

  /// Whether what the run has done counts although it ends before its input does.
  private boolean endsWhereItIs() {
    return resumable || !spec.bounded();
  }

  @Override
  public synchronized CompletableFuture<Savepoint> savepoint(String folder) {
    Session running = session;
    if (running != null && resumable) {
      CompletableFuture<Savepoint> answer = running.savepoint(folder);
      savepointsAsked++;
      notifyAll(); // a run that is held goes on until the epoch can end
      return answer.whenComplete((_, _) -> savepointAnswered());
    }
    return CompletableFuture.failedFuture(
        new UserException(
                ErrorCode.NOT_SUPPORTED,
                "there is no savepoint of '" + spec.name() + "': it is not saved")
            .hint("a job that begins anew at each start has nothing to be copied"));
  }

  private synchronized void savepointAnswered() {
    savepointsAsked--;
  }

  @Override
  public JobReport report() {
    return report;
  }

  @Override
  public void begins(RunView run) {
    view = run;
    schemas = run.schemas();
    asideCount = 0;
    savedEpoch = 0;
    aside = List.of();
    busy.reset();
    openMetrics(run);
    synchronized (this) {
      resumable = run.checkpoints().isPresent();
      if (ending && session != null) {
        session.cancel(); // a further statement of a set, after the one that was ended
      }
    }
    observer.began(); // from now on savepoints are asked for
  }

  private void openMetrics(RunView run) {
    closeMetrics();
    Session own;
    synchronized (this) {
      own = session;
    }
    if (own != null && !spec.metrics().isEmpty()) {
      // Jobs of several results have none.
      metrics = new JobMetrics(spec.metrics(), own, run.schemas().getFirst());
    }
  }

  private void closeMetrics() {
    JobMetrics open = metrics;
    metrics = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public boolean proceed() {
    lastSign = nanos.getAsLong();
    boolean slowly;
    boolean goesOn;
    synchronized (this) {
      while (held && !ending && savepointsAsked == 0) {
        waits = true;
        publish();
        try {
          wait();
        } catch (InterruptedException e) {
          throw interrupted();
        }
      }
      if (waits) {
        lastSign = nanos.getAsLong();
        waits = false;
      }
      slowly = held && !ending;
      goesOn = !ending || !endsWhereItIs();
    }
    if (slowly) {
      rest();
    }
    return goesOn;
  }

  /// A run that is held goes on until a savepoint is made: slowly, so that it does not get far.
  private static void rest() {
    try {
      Thread.sleep(REST_MILLIS);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static UserException interrupted() {
    Thread.currentThread().interrupt();
    return new UserException(ErrorCode.CANCELLED, "the thread was interrupted");
  }

  @Override
  public Duration silence() {
    if (waits) {
      return Duration.ZERO;
    }
    long own = nanos.getAsLong() - lastSign;
    return Duration.ofNanos(Math.max(own, report.figures().load().silentNanos()));
  }

  @Override
  public void faults(FaultCounts counts) {
    faults.add(counts);
  }

  @Override
  public void sink(SinkHealth health) {
    sinks.put(health.sink(), health);
    publish();
  }

  @Override
  public void wrote(int branch, Batch batch) {
    observer.wrote(schemas.get(branch), batch);
    JobMetrics own = metrics;
    if (own != null) {
      own.take(batch);
    }
  }

  @Override
  public void progress(Pipeline.Progress progress) {
    publish();
    long bytes = report.figures().stateBytes();
    if (bytes > mostStateBytes) {
      throw new UserException(
              ErrorCode.LIMIT_EXCEEDED,
              "the job keeps %d MB of state, more than its %d MB"
                  .formatted(bytes >> 20, mostStateBytes >> 20))
          .hint(
              "EXPLAIN tells what it keeps; @state_limit and the server's --job-state set the"
                  + " limit");
    }
  }

  private void publish() {
    RunView current = view;
    if (current == null) {
      return;
    }
    var figures = current.figures();
    if (figures.lateRows() + figures.errorRows() != asideCount) {
      asideCount = figures.lateRows() + figures.errorRows();
      aside = copies(current);
    }
    current.checkpoints().ifPresent(this::tellOfSaving);
    LastInput input = figures.rowsIn() == 0 ? LastInput.NONE : current.lastInput();
    JobMetrics own = metrics;
    report =
        new JobReport(
            figures,
            aside,
            input,
            current.checkpoints(),
            own == null ? MetricReport.NONE : own.report(),
            current.nodes(),
            busy.take(figures.load()),
            List.copyOf(sinks.values()),
            FaultCounts.sum(faults));
  }

  private void tellOfSaving(CheckpointFigures figures) {
    if (figures.epoch() > savedEpoch) {
      savedEpoch = figures.epoch();
      observer.saved(figures);
    }
  }

  private static List<AsideRows> copies(RunView view) {
    List<AsideRows> copies = new ArrayList<>();
    for (SideTable table : view.sideTables()) {
      if (table.count() > 0) {
        copies.add(
            new AsideRows(table.name(), table.schema(), table.rows().batches(), table.count()));
      }
    }
    return copies;
  }
}
