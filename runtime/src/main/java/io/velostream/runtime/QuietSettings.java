package io.velostream.runtime;

/// What becomes of event time where sources bring nothing, or more than others. All in
/// microseconds; 0 is never.
///
/// @param idleMicros a source that has brought no row for so long does not hold event time back
/// @param quietMicros when no source has brought a row for so long, event time goes on with the
///   clock
/// @param driftMicros a source whose event time is so far ahead of the slowest is not read until
///   that has caught up
public record QuietSettings(long idleMicros, long quietMicros, long driftMicros) {
  /// Event time waits for all, and everything is read.
  public static final QuietSettings NONE = new QuietSettings(0, 0, 0);
}
