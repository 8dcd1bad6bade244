package io.velostream.server.job;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes the runs of jobs, each on a thread of its own, and ends them. Called under the lock of the
/// manager; what happens later takes it.
final class JobRuns {
  /// Hears of runs, on their threads or the timer's, without the lock.
  interface Events {
    void began(Job job, long number);

    void ended(Job job, long number, JobRun.End end);

    void failed(Job job, long number, Throwable thrown, Duration lasted);

    /// It did not end when it was asked to.
    void abandoned(Job job, long number);
  }

  private final JobManager.Surroundings around;
  private final Object lock;
  private final Events events;

  JobRuns(JobManager.Surroundings around, Object lock, Events events) {
    this.around = around;
    this.lock = lock;
    this.events = events;
  }

  /// Makes a run, whose thread waits to be started.
  ///
  /// @param held whether it is to stand still at first
  Thread launch(Job job, boolean held) {
    job.runNumber++;
    Launch launch = new Launch(job, job.runNumber);
    JobRun run = around.launcher().prepare(job.spec, job.identity, job.savepoint, launch);
    launch.run = run;
    job.run = run;
    if (held) {
      run.hold();
    }
    Thread thread = around.threads().newThread(launch);
    thread.setName("job-" + job.spec.name());
    job.thread = thread;
    return thread;
  }

  static void with(Job job, Consumer<JobRun> action) {
    JobRun run = job.run;
    if (run != null) {
      action.accept(run);
    }
  }

  /// Asks the run to end; interrupts it after a while, and gives it up after another.
  void end(Job job) {
    with(job, JobRun::end);
    long number = job.runNumber;
    around.tasks().after(around.stopGrace(), () -> interrupt(job, number));
  }

  private void interrupt(Job job, long number) {
    synchronized (lock) {
      Thread thread = job.thread;
      if (!job.isRunning(number) || thread == null) {
        return;
      }
      around.log().warn("job.slow-to-stop", "job", job.spec.name());
      thread.interrupt();
    }
    around.tasks().after(around.stopGrace(), () -> events.abandoned(job, number));
  }

  /// The thread of one run.
  private final class Launch implements Runnable, JobObserver {
    private final Job job;
    private final long number;
    private @Nullable JobRun run;

    Launch(Job job, long number) {
      this.job = job;
      this.number = number;
    }

    @Override
    public void run() {
      JobRun mine = Objects.requireNonNull(run);
      long start = around.clock().monotonicNanos();
      JobRun.End end;
      try {
        end = mine.run();
      } catch (Throwable thrown) { // an Error too is a failure of this job alone
        Duration lasted = Duration.ofNanos(around.clock().monotonicNanos() - start);
        events.failed(job, number, thrown, lasted);
        return;
      }
      events.ended(job, number, end);
    }

    @Override
    public void began() {
      events.began(job, number);
    }

    @Override
    public void wrote(Schema schema, Batch rows) {
      job.tell(schema, rows);
    }
  }
}
