package io.velostream.stream.seam;

/// The only source of time of day and of durations.
public interface Clock {
  /// Wall-clock time, microseconds since the epoch; may jump.
  long wallMicros();

  /// A steadily growing count of nanoseconds from an arbitrary origin, for durations.
  long monotonicNanos();

  /// CPU time that the calling thread has taken so far, in nanoseconds, for differences; where that
  /// cannot be told, time as [#monotonicNanos] has it.
  default long cpuNanos() {
    return monotonicNanos();
  }

  /// Waits until [#monotonicNanos] has reached a moment, or the thread is interrupted. A simulated
  /// clock moves there.
  void waitUntil(long nanos);
}
