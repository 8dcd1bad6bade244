package io.velostream.runtime.job;

/// How the saving of a run stands.
///
/// @param resumedAfter the epoch after which the run has gone on; 0 when it began at the beginning
/// @param epoch the last one that this run has ended; 0 for none
/// @param atMicros when that was, in microseconds since the epoch of the calendar
/// @param nanos how long the run stood still for it
/// @param bytes of state that were saved
public record CheckpointFigures(
    long resumedAfter, long epoch, long atMicros, long nanos, long bytes) {
  /// Of a run that has not saved anything yet.
  public static CheckpointFigures none(long resumedAfter) {
    return new CheckpointFigures(resumedAfter, 0, 0, 0, 0);
  }
}
