package io.velostream.expression.kernel;

import io.velostream.expression.EvaluationContext;

/// The time of the step.
public final class ClockKernels {
  private ClockKernels() {}

  /// Microseconds since the epoch.
  @Volatile
  public static long now(EvaluationContext context) {
    return context.nowMicros();
  }

  /// Seconds since the epoch.
  @Volatile
  public static long nowSeconds(EvaluationContext context) {
    return CalendarKernels.epochSeconds(context.nowMicros());
  }

  /// The instant that is so many units of `micros` microseconds after the epoch.
  public static long instant(long count, long micros) {
    return Math.multiplyExact(count, micros);
  }
}
