package io.velostream.runtime.retry;

import io.velostream.runtime.retry.BreakerState.Closed;
import io.velostream.runtime.retry.BreakerState.GivenUp;
import io.velostream.runtime.retry.BreakerState.HalfOpen;
import io.velostream.runtime.retry.BreakerState.Open;

/// A circuit breaker as functions of a state and an event.
public final class Breaker {
  private Breaker() {}

  /// The monotonic time before which nobody may try.
  ///
  /// @throws IllegalStateException when nobody may try any more
  public static long earliest(BreakerState state) {
    return switch (state) {
      case Closed closed -> closed.from();
      case Open open -> open.until();
      case HalfOpen _ -> Long.MIN_VALUE;
      case GivenUp _ -> throw new IllegalStateException("it was given up");
    };
  }

  /// An attempt begins, at a time when it may.
  public static BreakerState attempted(BreakerState state, long now) {
    if (now < earliest(state)) {
      throw new IllegalStateException("too early: " + now + " in " + state);
    }
    return switch (state) {
      case Closed closed -> closed;
      case Open open -> new HalfOpen(open.failures());
      case HalfOpen halfOpen -> halfOpen;
      case GivenUp givenUp -> givenUp;
    };
  }

  /// The attempt was successful.
  public static BreakerState succeeded(BreakerState state) {
    return switch (state) {
      case Closed _, HalfOpen _ -> BreakerState.INITIAL;
      case Open _, GivenUp _ -> throw new IllegalStateException("nothing was tried in " + state);
    };
  }

  /// The attempt has failed.
  public static BreakerState failed(BreakerState state, long now, RetryPolicy policy) {
    return switch (state) {
      case Closed closed -> {
        int failures = closed.failures() + 1;
        yield failures >= policy.attempts()
            ? new GivenUp(failures)
            : failures >= policy.opensAfter()
                ? new Open(failures, now + policy.openNanos())
                : new Closed(failures, now + policy.waitNanos(failures));
      }
      case HalfOpen halfOpen -> {
        int failures = halfOpen.failures() + 1;
        yield failures >= policy.attempts()
            ? new GivenUp(failures)
            : new Open(failures, now + policy.openNanos());
      }
      case Open _, GivenUp _ -> throw new IllegalStateException("nothing was tried in " + state);
    };
  }
}
