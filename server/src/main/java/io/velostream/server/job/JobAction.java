package io.velostream.server.job;

/// What a change of a job's state asks of its manager.
public enum JobAction {
  NONE,
  /// Say [JobEvent#INPUT_READY] as soon as no other job is still to complete what this one reads.
  AWAIT_INPUT,
  /// Make a run, on a thread of its own.
  LAUNCH,
  /// Hold the run between two steps.
  HOLD,
  /// Let the run go on.
  RELEASE,
  /// Ask the run to end.
  END,
  /// Say [JobEvent#BACK_OFF_OVER] after a while.
  BACK_OFF
}
