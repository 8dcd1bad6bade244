package io.velostream.expression;

import java.time.ZoneId;

/// What an expression may depend on besides its row. One object per pipeline, used by one thread.
public final class EvaluationContext {
  private final ZoneId zone;
  private long nowMicros;

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

  /// Moves to a new step.
  public void startStep(long stepMicros) {
    nowMicros = stepMicros;
  }
}
