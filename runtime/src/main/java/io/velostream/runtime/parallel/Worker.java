package io.velostream.runtime.parallel;

import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One thread's share of a run: its tasks, those first that are nearest to the result, so that what
/// is under way gets done before more is taken in. It pauses only when none can go on.
final class Worker implements Runnable {
  private static final long REPORT_NANOS = 50_000_000L;

  private final Runnable preparation;
  private final List<Task> tasks;
  private final List<OperatorChain> chains;
  private final Progress progress;
  private final Watch watch;
  private final Ending ending;
  private final Clock clock;
  private final Threads threads;
  private long nextReport;

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
  /// @param chains whose state is reported
  Worker(
      Runnable preparation,
      List<Task> tasks,
      List<OperatorChain> chains,
      Progress progress,
      Watch watch,
      Ending ending,
      Clock clock,
      Threads threads) {
    this.preparation = preparation;
    this.tasks = new ArrayList<>(tasks);
    this.chains = List.copyOf(chains);
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
    }
  }

  private void work() throws IOException {
    preparation.run();
    int pauses = 0;
    while (!tasks.isEmpty() && !ending.isDue()) {
      long now = clock.monotonicNanos();
      watch.look(now);
      report(now);
      if (advance()) {
        pauses = 0;
      } else {
        threads.pause(pauses++);
      }
    }
    report(nextReport);
  }

  /// The first task that can go on does a bit.
  private boolean advance() throws IOException {
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      if (task.run()) {
        return true;
      }
      if (task.isDone()) {
        tasks.remove(i);
        return true;
      }
    }
    return false;
  }

  private void report(long now) {
    if (now >= nextReport) {
      long held = 0;
      for (OperatorChain chain : chains) {
        held += chain.stateRows();
      }
      progress.holds(held);
      nextReport = now + REPORT_NANOS;
    }
  }
}
