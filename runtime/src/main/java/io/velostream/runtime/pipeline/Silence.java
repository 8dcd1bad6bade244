package io.velostream.runtime.pipeline;

import io.velostream.expression.EvaluationContext;
import io.velostream.runtime.QuietSettings;
import io.velostream.stream.Watermarks;

/// How long a source has brought no rows, by the instants of the steps: so that a run that is done
/// again sees the same.
final class Silence {
  private static final long NOT_YET = Long.MIN_VALUE;

  private final QuietSettings settings;
  private final EvaluationContext context;
  private long since = NOT_YET;
  private long before = Watermarks.NONE;

  Silence(QuietSettings settings, EvaluationContext context) {
    this.settings = settings;
    this.context = context;
  }

  /// A row has come.
  void end() {
    since = context.nowMicros();
    before = Watermarks.NONE;
  }

  /// In microseconds, since the last row, or since the first step if none has come.
  long micros() {
    if (since == NOT_YET) {
      since = context.nowMicros();
    }
    return context.nowMicros() - since;
  }

  boolean isIdle() {
    return settings.idleMicros() > 0 && micros() >= settings.idleMicros();
  }

  /// Where event time is when it goes on with the clock.
  ///
  /// @param reached where it is now
  /// @param micros since the last row of any source
  long goneOn(long reached, long micros) {
    if (before == Watermarks.NONE) {
      before = reached;
    }
    return before == Watermarks.NONE || before >= Watermarks.END - 1 - micros
        ? reached
        : before + micros;
  }
}
