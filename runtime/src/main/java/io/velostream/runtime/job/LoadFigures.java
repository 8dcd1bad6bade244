package io.velostream.runtime.job;

/// How busy a run is.
///
/// @param pipelines how many threads it has
/// @param elapsedNanos since it began
/// @param idleNanos in which its threads had nothing to do, of all of them together: they waited
///   for input, or for others
/// @param queueFill of the fullest of the queues between its pipelines, from 0 to 1; 0 where there
///   are none
/// @param silentNanos for which one of its threads, other than the one that tells, has not been
///   seen between two bits of work
public record LoadFigures(
    int pipelines, long elapsedNanos, long idleNanos, double queueFill, long silentNanos) {
  /// Of a run that has not begun.
  public static final LoadFigures NONE = new LoadFigures(1, 0, 0, 0, 0);
}
