package io.velostream.server.job;

import io.velostream.runtime.job.LastInput;
import java.time.Duration;
import java.util.Optional;

/// Carries out what [JobLifecycle] and [RestartPolicy] say: launches, back-offs, what runs say of
/// themselves. Called under the lock of the manager, which it takes where it is called by others.
final class JobSteps {
  private final JobManager.Surroundings around;
  private final JobRegister jobs;
  private final Object lock;
  private final JobRuns runs;
  private boolean closing;

  JobSteps(JobManager.Surroundings around, JobRegister jobs, Object lock) {
    this.around = around;
    this.jobs = jobs;
    this.lock = lock;
    this.runs = new JobRuns(around, lock, new Heard());
  }

  /// From now on runs only end; what they were is kept.
  void close() {
    closing = true;
  }

  /// Whether it is shutting down.
  boolean isClosing() {
    return closing;
  }

  /// Brings a job into its next state, notes that down, and does what it asks for.
  void take(Job job, JobLifecycle.Step step) {
    JobState before = job.state;
    if (before != step.state()) {
      job.state = step.state();
      job.sinceMicros = around.clock().wallMicros();
      if (step.action() != JobAction.BACK_OFF) {
        job.retryIn = Optional.empty();
      }
      save(job);
      around.log().info("job.state", "job", job.spec.name(), "from", before, "to", job.state);
    }
    switch (step.action()) {
      case NONE -> {}
      case AWAIT_INPUT -> wakeIfReady(job);
      case LAUNCH -> launch(job);
      case HOLD -> JobRuns.with(job, JobRun::hold);
      case RELEASE -> JobRuns.with(job, JobRun::release);
      case END -> runs.end(job);
      case BACK_OFF -> backOff(job);
    }
    if (before != job.state && !job.state.isAlive()) {
      wakeWaiting();
    }
  }

  /// What was decided stands even if it cannot be noted down: the jobs go on, and the log says so.
  private void save(Job job) {
    try {
      around.journal().save(job.stored());
    } catch (RuntimeException e) {
      around.log().error("job.not-saved", e, "job", job.spec.name());
    }
  }

  /// Starts jobs that have what they waited for.
  void wakeWaiting() {
    for (Job job : jobs.all()) {
      if (job.state == JobState.WAITING) {
        wakeIfReady(job);
      }
    }
  }

  private void wakeIfReady(Job job) {
    if (jobs.awaitedBy(job).isEmpty()) {
      take(job, JobLifecycle.next(job.state, JobEvent.INPUT_READY));
    }
  }

  private void launch(Job job) {
    boolean held = job.startsHeld;
    try {
      Thread thread = runs.launch(job, held);
      if (held) {
        job.startsHeld = false;
        take(job, JobLifecycle.next(job.state, JobEvent.PAUSE));
      }
      thread.start();
    } catch (RuntimeException | Error e) { // as where the system has no thread left
      failed(job, LastInput.NONE, Duration.ZERO, e);
    }
  }

  private void backOff(Job job) {
    Duration wait = job.retryIn.orElse(Duration.ZERO);
    long since = job.sinceMicros;
    around.tasks().after(wait, () -> backOffOver(job, since));
  }

  private void backOffOver(Job job, long since) {
    synchronized (lock) {
      if (!closing && job.sinceMicros == since && job.state == JobState.BACKING_OFF) {
        job.restarts++;
        take(job, JobLifecycle.next(job.state, JobEvent.BACK_OFF_OVER));
      }
    }
  }

  private void failed(Job job, LastInput input, Duration lasted, Throwable thrown) {
    JobFailure failure = JobFailure.of(thrown, input.toString());
    RestartPolicy.Decision decision =
        around.restarts().after(failure, input, lasted, job.history, around.chance().getAsDouble());
    job.history = decision.history();
    job.reason = decision.reason();
    job.retryIn = decision.retryIn();
    if (failure.kind() == JobFailure.Kind.INTERNAL) {
      around.log().error("job.failed", thrown, "job", job.spec.name(), "input", failure.input());
    } else {
      around
          .log()
          .warn(
              "job.failed",
              "job",
              job.spec.name(),
              "code",
              failure.code(),
              "message",
              failure.message(),
              "input",
              failure.input());
    }
    JobEvent event = decision.retryIn().isPresent() ? JobEvent.RUN_FAILED : JobEvent.RUN_GAVE_UP;
    take(job, JobLifecycle.next(job.state, event));
  }

  /// What runs say of themselves. What comes from one that was succeeded is of no interest.
  private final class Heard implements JobRuns.Events {
    @Override
    public void began(Job job, long number) {
      synchronized (lock) {
        if (job.isRunning(number) && !closing) {
          take(job, JobLifecycle.next(job.state, JobEvent.RUN_BEGAN));
        }
      }
    }

    @Override
    public void ended(Job job, long number, JobRun.End end) {
      synchronized (lock) {
        if (!job.isRunning(number)) {
          return;
        }
        job.forgetRun();
        if (closing && end == JobRun.End.STOPPED) {
          return; // it is kept as one that runs
        }
        JobEvent event =
            switch (end) {
              case FINISHED -> JobEvent.RUN_FINISHED;
              case STOPPED -> JobEvent.RUN_STOPPED;
            };
        take(job, JobLifecycle.next(job.state, event));
      }
    }

    @Override
    public void failed(Job job, long number, Throwable thrown, Duration lasted) {
      synchronized (lock) {
        if (!job.isRunning(number)) {
          return;
        }
        JobReport report = job.report();
        job.forgetRun();
        if (!closing) {
          JobSteps.this.failed(job, report.input(), lasted, thrown);
        }
      }
    }

    /// The thread may hang for ever in a call to the outside; the job does not.
    @Override
    public void abandoned(Job job, long number) {
      synchronized (lock) {
        if (job.isRunning(number)) {
          job.forgetRun();
          job.reason = "its run did not end when it was asked to, and was abandoned";
          around.log().warn("job.abandoned", "job", job.spec.name());
          take(job, JobLifecycle.next(job.state, JobEvent.RUN_GAVE_UP));
        }
      }
    }
  }
}
