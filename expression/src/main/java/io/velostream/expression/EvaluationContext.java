package io.velostream.expression;

import java.time.ZoneId;

/// What an expression may depend on besides its row. One object per pipeline, used by one thread.
public final class EvaluationContext {
  private final ZoneId zone;
  private long nowMicros;
  private long processingMicros = Long.MIN_VALUE;

  /// Set by a function that returns NULL for arguments that are not NULL; read and cleared by the
  /// evaluator right after the call.
  public boolean resultIsNull;

  /// @param zone the session's time zone
  public EvaluationContext(ZoneId zone) {
    this.zone = zone;
  }

  /// The session's time zone.
  public ZoneId zone() {
    return zone;
  }

  /// The instant of the current step, microseconds since the epoch: what CURRENT_TIMESTAMP says.
  public long nowMicros() {
    return nowMicros;
  }

  /// What PROCTIME says, microseconds since the epoch: the instant of the current step, but never
  /// before that of an earlier one, even where the clock was set back.
  public long processingMicros() {
    return processingMicros;
  }

  /// Moves to a new step.
  public void startStep(long stepMicros) {
    nowMicros = stepMicros;
    processingMicros = Math.max(processingMicros, stepMicros);
  }

  /// Moves to a step that goes on with rows which an earlier one has taken up. They keep the
  /// processing time that they have got, so that it must not go on for others before.
  public void continueStep(long stepMicros) {
    nowMicros = stepMicros;
  }

  /// Goes on from a processing time reached before; one that is behind has no effect.
  public void restoreProcessing(long reached) {
    processingMicros = Math.max(processingMicros, reached);
  }
}
