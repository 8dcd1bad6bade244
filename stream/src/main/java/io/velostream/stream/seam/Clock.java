package io.velostream.stream.seam;

/// The only source of time of day and of durations.
public interface Clock {
  /// Wall-clock time, microseconds since the epoch; may jump.
  long wallMicros();

  /// A steadily growing count of nanoseconds from an arbitrary origin, for durations.
  long monotonicNanos();

  /// Waits until [#monotonicNanos] has reached a moment, or the thread is interrupted. A simulated
  /// clock moves there.
  void waitUntil(long nanos);
}
