package io.velostream.server.job;

import static io.velostream.server.job.JobState.BACKING_OFF;
import static io.velostream.server.job.JobState.FAILED;
import static io.velostream.server.job.JobState.FINISHED;
import static io.velostream.server.job.JobState.PAUSED;
import static io.velostream.server.job.JobState.RESTARTING;
import static io.velostream.server.job.JobState.RUNNING;
import static io.velostream.server.job.JobState.STARTING;
import static io.velostream.server.job.JobState.STOPPED;
import static io.velostream.server.job.JobState.STOPPING;
import static io.velostream.server.job.JobState.WAITING;

/// The life of a job as a function: state and event to the next state and what is to be done. It is
/// total, so that no order of events, however they race, is left open.
public final class JobLifecycle {
  private JobLifecycle() {}

  /// @param state after the event
  /// @param action what it asks for
  /// @param refusal why a wish was refused; empty when it was not. The state is the old one then
  public record Step(JobState state, JobAction action, String refusal) {
    /// Whether the event was a wish that cannot be granted in this state.
    public boolean isRefused() {
      return !refusal.isEmpty();
    }
  }

  /// What an event does to a job in a state.
  public static Step next(JobState state, JobEvent event) {
    return switch (event) {
      case START -> start(state);
      case STOP -> stop(state);
      case PAUSE -> pause(state);
      case RESUME -> resume(state);
      case RESTART -> restart(state);
      case INPUT_READY -> state == WAITING ? to(STARTING, JobAction.LAUNCH) : unchanged(state);
      case RUN_BEGAN -> state == STARTING ? to(RUNNING) : unchanged(state);
      case RUN_FINISHED -> ended(state, to(FINISHED), to(FINISHED));
      case RUN_STOPPED -> ended(state, to(STOPPED), to(STOPPED));
      case RUN_FAILED -> ended(state, to(BACKING_OFF, JobAction.BACK_OFF), to(STOPPED));
      case RUN_GAVE_UP -> ended(state, to(FAILED), to(FAILED));
      case BACK_OFF_OVER ->
          state == BACKING_OFF ? to(STARTING, JobAction.LAUNCH) : unchanged(state);
    };
  }

  private static Step start(JobState state) {
    return switch (state) {
      case CREATED, FAILED, FINISHED, STOPPED -> to(WAITING, JobAction.AWAIT_INPUT);
      case BACKING_OFF -> to(STARTING, JobAction.LAUNCH);
      case STOPPING -> to(RESTARTING);
      case WAITING, STARTING, RUNNING, RESTARTING -> unchanged(state);
      case PAUSED -> refused(state, "it is paused: RESUME JOB lets it go on");
    };
  }

  private static Step stop(JobState state) {
    return switch (state) {
      case WAITING, BACKING_OFF -> to(STOPPED);
      case STARTING, RUNNING, PAUSED -> to(STOPPING, JobAction.END);
      case RESTARTING -> to(STOPPING);
      case CREATED, STOPPING, FAILED, FINISHED, STOPPED -> unchanged(state);
    };
  }

  private static Step pause(JobState state) {
    return switch (state) {
      case STARTING, RUNNING -> to(PAUSED, JobAction.HOLD);
      case PAUSED -> unchanged(state);
      case CREATED, WAITING, STOPPING, RESTARTING, BACKING_OFF, FAILED, FINISHED, STOPPED ->
          refused(state, "only a job that runs can be paused");
    };
  }

  private static Step resume(JobState state) {
    return switch (state) {
      case PAUSED -> to(RUNNING, JobAction.RELEASE);
      case STARTING, RUNNING -> unchanged(state);
      case CREATED, WAITING, STOPPING, RESTARTING, BACKING_OFF, FAILED, FINISHED, STOPPED ->
          refused(state, "only a paused job can be resumed: START JOB starts it");
    };
  }

  private static Step restart(JobState state) {
    return switch (state) {
      case CREATED, WAITING, BACKING_OFF, FAILED, FINISHED, STOPPED ->
          to(WAITING, JobAction.AWAIT_INPUT);
      case STARTING, RUNNING, PAUSED -> to(RESTARTING, JobAction.END);
      case STOPPING -> to(RESTARTING);
      case RESTARTING -> unchanged(state);
    };
  }

  /// A run has ended.
  ///
  /// @param itself when nobody had asked it to end
  /// @param asked when somebody had
  private static Step ended(JobState state, Step itself, Step asked) {
    return switch (state) {
      case STARTING, RUNNING, PAUSED -> itself;
      case STOPPING -> asked;
      case RESTARTING -> to(WAITING, JobAction.AWAIT_INPUT);
      case CREATED, WAITING, BACKING_OFF, FAILED, FINISHED, STOPPED -> unchanged(state);
    };
  }

  private static Step to(JobState state) {
    return to(state, JobAction.NONE);
  }

  private static Step to(JobState state, JobAction action) {
    return new Step(state, action, "");
  }

  private static Step unchanged(JobState state) {
    return to(state);
  }

  private static Step refused(JobState state, String why) {
    return new Step(state, JobAction.NONE, why);
  }
}
