package io.velostream.expression.kernel;

import io.velostream.expression.EvaluationContext;

/// Casts between dates, times and timestamps. Fewer fraction digits means dropping, never rounding
/// up: a cast does not move an event into the future.
public final class TemporalCastKernels {
  private TemporalCastKernels() {}

  /// Drops what is below `unit` microseconds, towards the past.
  public static long floorTo(long micros, long unit) {
    return micros - Math.floorMod(micros, unit);
  }

  /// The day of a timestamp.
  @Total
  public static long toDate(long micros) {
    return Calendar.dayOf(micros);
  }

  /// The time of day of a timestamp.
  @Total
  public static long toTime(long micros) {
    return Calendar.timeOf(micros);
  }

  /// Midnight at the start of a day.
  public static long toTimestamp(long days) {
    return Calendar.midnight(days);
  }

  /// The wall-clock time of an instant in the session's zone.
  public static long toLocal(long micros, EvaluationContext context) {
    return Zones.toLocal(micros, context);
  }

  /// The instant of a wall-clock time in the session's zone.
  public static long toInstant(long micros, EvaluationContext context) {
    return Zones.toInstant(micros, context);
  }
}
