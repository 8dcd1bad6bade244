package io.velostream.server.job;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A job of a [JobManager], whose lock guards it; its listeners alone are read by its run's thread.
final class Job {
  /// A step that takes so long is a reason to look.
  private static final Duration STALLED = Duration.ofSeconds(30);

  final long number;
  final JobSpec spec;

  /// Tells the job from all others of its name, whenever and wherever they were made.
  String identity;

  /// The folder of the savepoint that it starts from where nothing else was saved; empty for none.
  String savepoint = "";

  final List<ResultListener> listeners = new CopyOnWriteArrayList<>();

  JobState state;
  long sinceMicros;

  /// Whether it is to be held as soon as it is started.
  boolean startsHeld;

  RestartPolicy.History history = RestartPolicy.History.NONE;
  int restarts;
  String reason = "";
  Optional<Duration> retryIn = Optional.empty();

  /// Counts the runs: what comes from an earlier one is of no interest any more.
  long runNumber;

  @Nullable JobRun run;
  @Nullable Thread thread;
  private JobReport lastReport = JobReport.EMPTY;

  Job(long number, JobSpec spec, String identity, JobState state, long sinceMicros) {
    this.number = number;
    this.spec = spec;
    this.identity = identity;
    this.state = state;
    this.sinceMicros = sinceMicros;
  }

  JobReport report() {
    JobRun current = run;
    return current == null ? lastReport : current.report();
  }

  /// Whether that run is the one that goes on.
  boolean isRunning(long number) {
    return run != null && runNumber == number;
  }

  /// There is no run any more; its last report is kept.
  void forgetRun() {
    lastReport = report();
    run = null;
    thread = null;
  }

  /// On the run's thread.
  void tell(Schema schema, Batch rows) {
    for (ResultListener listener : listeners) {
      listener.wrote(schema, rows);
    }
  }

  StoredJob stored() {
    JobState kept =
        switch (state) {
          case PAUSED -> JobState.PAUSED;
          case WAITING, STARTING, RUNNING, RESTARTING, BACKING_OFF ->
              startsHeld ? JobState.PAUSED : JobState.WAITING;
          case STOPPING, STOPPED -> JobState.STOPPED;
          case CREATED, FAILED, FINISHED -> state;
        };
    return new StoredJob(number, spec, identity, savepoint, kept, history.last(), reason);
  }

  JobStatus status(List<String> waitsFor) {
    return new JobStatus(
        spec,
        state,
        sinceMicros,
        restarts,
        history.last(),
        reason,
        retryIn,
        waitsFor,
        report(),
        stall());
  }

  private Optional<JobStatus.Stall> stall() {
    JobRun current = run;
    Thread its = thread;
    if (current == null || its == null || state == JobState.STARTING) {
      return Optional.empty();
    }
    Duration silence = current.silence();
    if (silence.compareTo(STALLED) < 0) {
      return Optional.empty();
    }
    StackTraceElement[] stack = its.getStackTrace();
    return Optional.of(new JobStatus.Stall(silence, stack.length == 0 ? "" : stack[0].toString()));
  }
}
