package io.velostream.runtime.job;

/// How the saving of a run stands.
///
/// @param resumedAfter the epoch after which the run has gone on; 0 when it began at the beginning
/// @param epoch the last one that this run has ended; 0 for none
/// @param atMicros when that was, in microseconds since the epoch of the calendar
/// @param nanos how long the run stood still for it
/// @param longestNanos the longest that the run has stood still for an epoch
/// @param durationNanos from its last step until it was durable and the sink had committed it
/// @param bytes of state that it holds
/// @param writtenBytes of these that were written; the others lay there from epochs before
/// @param totalWrittenBytes of state that the run has written so far
/// @param postponed how often an epoch has gone on for longer than the interval, because the one
///   before was still being written, or had taken more than a twentieth of the time
/// @param failures how often state could not be written and that was tried again
public record CheckpointFigures(
    long resumedAfter,
    long epoch,
    long atMicros,
    long nanos,
    long longestNanos,
    long durationNanos,
    long bytes,
    long writtenBytes,
    long totalWrittenBytes,
    long postponed,
    long failures) {
  /// Of a run that has not saved anything yet.
  public static CheckpointFigures none(long resumedAfter) {
    return new CheckpointFigures(resumedAfter, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
