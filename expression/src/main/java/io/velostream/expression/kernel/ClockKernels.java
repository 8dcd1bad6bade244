package io.velostream.expression.kernel;

import io.velostream.expression.EvaluationContext;

/// The time of the current step.
public final class ClockKernels {
  private ClockKernels() {}

  /// The instant.
  @Volatile
  @Total
  public static long now(EvaluationContext context) {
    return context.nowMicros();
  }

  /// The instant, which never goes back.
  @Volatile
  @Total
  public static long processingTime(EvaluationContext context) {
    return context.processingMicros();
  }

  /// The date and time in the session's zone.
  @Volatile
  public static long localNow(EvaluationContext context) {
    return Zones.toLocal(context.nowMicros(), context);
  }
}
