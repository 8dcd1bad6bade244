package io.velostream.server.job;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.runtime.checkpoint.Savepoint;
import io.velostream.server.log.EventLog;
import io.velostream.stream.seam.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.function.DoubleSupplier;

/// Many jobs in one process, each on a thread of its own and a failure domain of its own: whatever
/// one of them throws is its own failure.
///
/// All methods may be called by any thread. They hold one lock for as long as it takes to decide
/// and to note it down; runs go on without it.
public final class JobManager {
  /// What the manager needs from outside.
  ///
  /// @param threads makes the thread of each run
  /// @param chance from 0 to 1, for waits
  /// @param stopGrace how long a run may take to notice that it should end before its thread is
  ///   interrupted, and then once more before it is given up
  /// @param mostJobs more are refused
  public record Surroundings(
      JobLauncher launcher,
      JobJournal journal,
      DelayedTasks tasks,
      ThreadFactory threads,
      Clock clock,
      DoubleSupplier chance,
      EventLog log,
      RestartPolicy restarts,
      Duration stopGrace,
      int mostJobs) {}

  private final Surroundings around;
  private final JobRegister jobs = new JobRegister();
  private final JobSteps steps;

  public JobManager(Surroundings around) {
    this.around = around;
    this.steps = new JobSteps(around, jobs, this);
  }

  /// Takes over jobs that were kept, and starts those that are to run.
  public synchronized void recover(Collection<StoredJob> stored) {
    List<Job> toStart = new ArrayList<>();
    for (StoredJob kept : stored) {
      boolean starts = kept.state() == JobState.WAITING || kept.state() == JobState.PAUSED;
      Job job =
          new Job(
              kept.number(),
              kept.spec(),
              kept.identity(),
              starts ? JobState.CREATED : kept.state(),
              around.clock.wallMicros());
      job.savepoint = kept.savepoint();
      job.startsHeld = kept.state() == JobState.PAUSED;
      job.history = new RestartPolicy.History(0, List.of(), kept.failure());
      job.reason = kept.reason();
      jobs.put(job);
      if (starts) {
        toStart.add(job);
      }
    }
    for (Job job : toStart) {
      job.state = JobState.WAITING;
    }
    steps.wakeWaiting();
  }

  /// Defines a job; it is not started.
  ///
  /// @param orReplace whether a job of that name that is at rest may be replaced
  /// @throws UserException AMBIGUOUS_NAME when the name is taken, INVALID_STATEMENT when jobs would
  ///   feed each other in a circle, LIMIT_EXCEEDED when there are too many
  public synchronized void create(JobSpec spec, boolean orReplace) {
    requireOpen();
    boolean replaces = jobs.has(spec.name());
    if (replaces) {
      requireReplaceable(jobs.find(spec.name()), orReplace);
    } else if (jobs.size() >= around.mostJobs) {
      throw new UserException(
              ErrorCode.LIMIT_EXCEEDED, "there are " + jobs.size() + " jobs already")
          .hint("DROP JOB makes room");
    }
    jobs.requireNoCircle(spec);
    long now = around.clock.wallMicros();
    Job job = new Job(jobs.nextNumber(), spec, spec.identity(now), JobState.CREATED, now);
    around.journal.save(job.stored());
    if (replaces) {
      forget(jobs.find(spec.name()).identity, spec.name());
    }
    jobs.put(job);
    around.log.info("job.created", "job", spec.name());
  }

  private static void requireReplaceable(Job old, boolean orReplace) {
    if (!orReplace) {
      throw new UserException(
              ErrorCode.AMBIGUOUS_NAME, "there is already a job '" + old.spec.name() + "'")
          .hint("use CREATE OR REPLACE JOB, IF NOT EXISTS, or another name");
    }
    if (old.state.isAlive()) {
      throw inUse(old, "replaced");
    }
  }

  /// What is left of a job that is no more is of no use, and does no harm either.
  private void forget(String identity, String name) {
    try {
      around.launcher.forget(identity);
    } catch (RuntimeException e) {
      around.log.error("job.not-forgotten", e, "job", name);
    }
  }

  /// Whether there is a job of that name.
  public synchronized boolean exists(String name) {
    return jobs.has(name);
  }

  /// Grants somebody's wish: START, STOP, PAUSE, RESUME or RESTART. Does not wait for what it leads
  /// to. A job that has come to the end of its input begins at the beginning again; any other goes
  /// on from where it was saved.
  ///
  /// @return the state after it
  /// @throws UserException UNKNOWN_NAME when there is no such job, INVALID_STATEMENT when its state
  ///   does not allow it
  public synchronized JobState wish(String name, JobEvent event) {
    requireOpen();
    Job job = jobs.find(name);
    boolean starts = event == JobEvent.START || event == JobEvent.RESTART;
    if (starts && job.state == JobState.FINISHED) {
      around.launcher.beginAnew(job.identity);
      job.savepoint = "";
    }
    return grant(job, event);
  }

  private JobState grant(Job job, JobEvent event) {
    if (event == JobEvent.START || event == JobEvent.RESTART) {
      job.history = RestartPolicy.History.NONE;
      job.reason = "";
      job.startsHeld = false;
    }
    JobLifecycle.Step step = JobLifecycle.next(job.state, event);
    if (step.isRefused()) {
      throw new UserException(
          ErrorCode.INVALID_STATEMENT,
          "the job '%s' is %s: %s".formatted(job.spec.name(), job.state, step.refusal()));
    }
    steps.take(job, step);
    return job.state;
  }

  /// Starts a job that is at rest from the beginning of its input, whatever was saved of it.
  ///
  /// @throws UserException UNKNOWN_NAME when there is no such job, INVALID_STATEMENT when it runs
  public JobState startFresh(String name) {
    return startOver(name, "");
  }

  /// Starts a job that is at rest from a savepoint, whatever else was saved of it.
  ///
  /// @param path the folder that the savepoint was written to, as a statement says it
  /// @throws UserException UNKNOWN_NAME when there is no such job, INVALID_STATEMENT when it runs,
  ///   INVALID_OPTION when statements have no business in the folder
  public JobState startFrom(String name, String path) {
    return startOver(name, around.launcher.savepointFolder(path));
  }

  private synchronized JobState startOver(String name, String savepoint) {
    requireOpen();
    Job job = jobs.find(name);
    if (job.state.isAlive()) {
      throw inUse(job, "started anew");
    }
    String old = job.identity;
    job.identity = job.spec.identity(around.clock.wallMicros());
    job.savepoint = savepoint;
    around.journal.save(job.stored());
    forget(old, job.spec.name());
    return grant(job, JobEvent.START);
  }

  /// Asks a job that runs for a savepoint, which it makes as soon as it can. One that is paused
  /// goes on until it has.
  ///
  /// @param path of a folder, as a statement says it; gets a folder for the job
  /// @return fails when the job is not saved, ends before, or the copy cannot be written
  /// @throws UserException UNKNOWN_NAME when there is no such job, INVALID_STATEMENT when it does
  ///   not run, INVALID_OPTION when statements have no business in the folder
  public synchronized CompletableFuture<Savepoint> savepoint(String name, String path) {
    requireOpen();
    String folder = around.launcher.savepointFolder(path);
    Job job = jobs.find(name);
    JobRun run = job.run;
    boolean runs = job.state == JobState.RUNNING || job.state == JobState.PAUSED;
    if (!runs || run == null) {
      throw new UserException(
              ErrorCode.INVALID_STATEMENT,
              "the job '%s' is %s: only one that runs makes savepoints"
                  .formatted(job.spec.name(), job.state))
          .hint("START JOB " + job.spec.name());
    }
    return run.savepoint(folder);
  }

  /// Forgets a job that is at rest.
  ///
  /// @throws UserException UNKNOWN_NAME when there is no such job, INVALID_STATEMENT when it runs
  public synchronized void drop(String name) {
    requireOpen();
    Job job = jobs.find(name);
    if (job.state.isAlive()) {
      throw inUse(job, "dropped");
    }
    around.journal.delete(job.spec.name());
    forget(job.identity, job.spec.name());
    jobs.remove(job);
    around.log.info("job.dropped", "job", job.spec.name());
    steps.wakeWaiting();
  }

  /// All jobs, in the order of their creation.
  public synchronized List<JobStatus> all() {
    return jobs.all().stream().map(jobs::status).toList();
  }

  /// One job.
  ///
  /// @throws UserException UNKNOWN_NAME when there is none of that name
  public synchronized JobStatus status(String name) {
    return jobs.status(jobs.find(name));
  }

  /// Shows a listener what a job writes from now on.
  ///
  /// @return ends that
  /// @throws UserException UNKNOWN_NAME when there is no such job
  public synchronized Runnable listen(String name, ResultListener listener) {
    Job job = jobs.find(name);
    job.listeners.add(listener);
    return () -> job.listeners.remove(listener);
  }

  /// Ends all runs, and takes no more wishes. Jobs that ran are kept as such, and run again when
  /// the server comes back.
  ///
  /// @return whether all runs had ended within the bound
  public boolean close(Duration bound) {
    List<Thread> threads = new ArrayList<>();
    synchronized (this) {
      steps.close();
      for (Job job : jobs.all()) {
        JobRun run = job.run;
        if (run != null && job.thread != null) {
          threads.add(job.thread);
          run.end();
        }
      }
    }
    long deadline = around.clock.monotonicNanos() + bound.toNanos();
    boolean all = true;
    for (Thread thread : threads) {
      all &= joined(thread, deadline);
    }
    return all;
  }

  private boolean joined(Thread thread, long deadline) {
    try {
      long left = deadline - around.clock.monotonicNanos();
      return thread.join(Duration.ofNanos(Math.max(left, 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static UserException inUse(Job job, String participle) {
    return new UserException(
            ErrorCode.INVALID_STATEMENT,
            "the job '%s' is %s and cannot be %s".formatted(job.spec.name(), job.state, participle))
        .hint("STOP JOB " + job.spec.name() + " first");
  }

  private void requireOpen() {
    if (steps.isClosing()) {
      throw new UserException(ErrorCode.CANCELLED, "the server is shutting down");
    }
  }
}
