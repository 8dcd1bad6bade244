package io.velostream.server.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A job at one moment.
///
/// @param sinceMicros when it came into its state, in microseconds since the epoch
/// @param restarts how often it was started again by itself since the server started
/// @param failure the last one; empty when there was none
/// @param reason why it is not tried again; empty when that is not so
/// @param retryIn between the last failure and the next try; empty when it does not wait for one
/// @param waitsFor the jobs whose end it waits for
/// @param report of its run, or of its last one
/// @param stall how long none of its steps has ended, and where its thread is, when that is long;
///   otherwise empty
public record JobStatus(
    JobSpec spec,
    JobState state,
    long sinceMicros,
    int restarts,
    Optional<JobFailure> failure,
    String reason,
    Optional<Duration> retryIn,
    List<String> waitsFor,
    JobReport report,
    Optional<Stall> stall) {
  /// A run that does not go on.
  ///
  /// @param where its thread is: the method, as a stack trace has it; empty when it has ended
  public record Stall(Duration since, String where) {}

  public JobStatus {
    waitsFor = List.copyOf(waitsFor);
  }
}
