package io.velostream.server.metrics;

import io.velostream.runtime.retry.BreakerState;

/// How it stands with a sink, in a word.
public enum BreakerWord {
  /// It is used.
  CLOSED,
  /// It has failed too often, and is left alone for a while.
  OPEN,
  /// One attempt shows whether it is back.
  HALF_OPEN,
  /// Nobody tries any more.
  GIVEN_UP;

  /// The word for a state.
  public static BreakerWord of(BreakerState state) {
    return switch (state) {
      case BreakerState.Closed _ -> CLOSED;
      case BreakerState.Open _ -> OPEN;
      case BreakerState.HalfOpen _ -> HALF_OPEN;
      case BreakerState.GivenUp _ -> GIVEN_UP;
    };
  }
}
