package io.velostream.server.job;

/// Where a job is in its life.
public enum JobState {
  /// Defined, never started.
  CREATED,
  /// Started, and waits for the end of jobs that write what it reads.
  WAITING,
  /// Its run is being made.
  STARTING,
  /// Rows go through it.
  RUNNING,
  /// Held between two steps; its state is kept.
  PAUSED,
  /// Asked to stop.
  STOPPING,
  /// Asked to stop, and to start again then.
  RESTARTING,
  /// Failed, and will be started again by itself.
  BACKING_OFF,
  /// Failed for good: somebody has to do something.
  FAILED,
  /// Its input has ended, and all is committed.
  FINISHED,
  /// Ended because somebody asked.
  STOPPED;

  /// Whether there is a run of it, which has a thread.
  public boolean hasRun() {
    return switch (this) {
      case STARTING, RUNNING, PAUSED, STOPPING, RESTARTING -> true;
      case CREATED, WAITING, BACKING_OFF, FAILED, FINISHED, STOPPED -> false;
    };
  }

  /// Whether it will run on or again without anybody asking.
  public boolean isAlive() {
    return hasRun() || this == WAITING || this == BACKING_OFF;
  }
}
