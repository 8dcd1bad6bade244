package io.velostream.runtime.retry;

/// How it stands with the attempts to reach a sink.
public sealed interface BreakerState {
  /// As at the beginning.
  BreakerState INITIAL = new Closed(0, Long.MIN_VALUE);

  /// Failures in a row.
  int failures();

  /// The sink is used; after a failure, from a moment on.
  ///
  /// @param from the monotonic time of the next attempt
  record Closed(int failures, long from) implements BreakerState {}

  /// Too many failures: nobody tries until a moment has come.
  ///
  /// @param until a monotonic time
  record Open(int failures, long until) implements BreakerState {}

  /// One attempt is under way that shows whether the sink is back.
  record HalfOpen(int failures) implements BreakerState {}

  /// Nobody tries any more.
  record GivenUp(int failures) implements BreakerState {}
}
