package io.velostream.server.job;

/// What happens to a job. The first five are wishes of somebody, and may be refused.
public enum JobEvent {
  START,
  STOP,
  PAUSE,
  RESUME,
  RESTART,
  /// What it reads is complete.
  INPUT_READY,
  /// The run has opened its sources.
  RUN_BEGAN,
  /// The run has come to the end of its input, and committed.
  RUN_FINISHED,
  /// The run has ended because it was asked to.
  RUN_STOPPED,
  /// The run has failed, and is worth another try.
  RUN_FAILED,
  /// The run has failed, and another try would fail as well.
  RUN_GAVE_UP,
  /// It has waited long enough after a failure.
  BACK_OFF_OVER
}
