package io.velostream.runtime.parallel;

import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thread's share of a run: its tasks, those first that are nearest to the result, so that what
/// is under way gets done before more is taken in. It pauses only when none can go on.
final class Worker implements Runnable {
  private static final long REPORT_NANOS = 50_000_000L;

  /// After so many bits of work, and so many pauses in a row, it is seen to that no other worker is
  /// on the same core.
  private static final int APART_BITS = 32;

  private static final int APART_PAUSES = 4;

  private final Runnable preparation;
  private final List<Task> tasks;
  private final Standing standing;
  private final Progress progress;
  private final Watch watch;
  private final Ending ending;
  private final Clock clock;
  private final Threads threads;
  private long nextReport;
  private long idleNanos;

  /// What is being done, or `null`.
  private @Nullable Task current;

  /// Says how a pipeline stands.
  @FunctionalInterface
  interface Standing {
    /// @param idleNanos in which its thread had nothing to do
    /// @param seenNanos the time of the monotonic clock, or the largest number at the end
    WorkerFigures now(long idleNanos, long seenNanos);
  }

  /// Looked at before each bit of work.
  @FunctionalInterface
  interface Watch {
    /// Nothing to look at.
    Watch NONE = _ -> {};

    /// @param now of the monotonic clock
    void look(long now);
  }

  /// @param preparation what its thread does first
  /// @param tasks in the order in which they are tried
  /// @param standing says how the pipeline stands, on its thread
  Worker(
      Runnable preparation,
      List<Task> tasks,
      Standing standing,
      Progress progress,
      Watch watch,
      Ending ending,
      Clock clock,
      Threads threads) {
    this.preparation = preparation;
    this.tasks = new ArrayList<>(tasks);
    this.standing = standing;
    this.progress = progress;
    this.watch = watch;
    this.ending = ending;
    this.clock = clock;
    this.threads = threads;
  }

  /// Works until all is done, or some worker has failed.
  @Override
  @SuppressWarnings("CatchingUnchecked") // whatever it is, the other threads must hear of it
  public void run() {
    try {
      work();
    } catch (Exception | Error e) {
      ending.fail(e);
      Task task = current;
      if (task != null) {
        ending.fellOn(e, task.input());
      }
    }
  }

  private void work() throws IOException {
    preparation.run();
    int pauses = 0;
    int bits = 0;
    long before = clock.monotonicNanos();
    while (!tasks.isEmpty() && !ending.isDue()) {
      long now = clock.monotonicNanos();
      if (pauses > 0) {
        idleNanos += now - before;
      }
      before = now;
      watch.look(now);
      if (now >= nextReport) {
        report(now);
        nextReport = now + REPORT_NANOS;
      }
      if (advance()) {
        pauses = 0;
        if (++bits % APART_BITS == 0) {
          threads.keepApart();
        }
      } else {
        if (pauses == APART_PAUSES) {
          threads.keepApart();
        }
        threads.pause(pauses++);
      }
    }
    report(Long.MAX_VALUE);
  }

  /// The first task that can go on does a bit.
  private boolean advance() throws IOException {
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      current = task;
      boolean did = task.run();
      current = null;
      if (did) {
        return true;
      }
      if (task.isDone()) {
        tasks.remove(i);
        return true;
      }
    }
    return false;
  }

  private void report(long seen) {
    WorkerFigures figures = standing.now(idleNanos, seen);
    long held = figures.halves().stream().mapToLong(WorkerFigures.Half::rows).sum();
    for (List<NodeFigures> stage : figures.stages()) {
      for (NodeFigures operator : stage) {
        held += operator.stateRows();
      }
    }
    progress.holds(held);
    progress.stands(figures);
  }
}
