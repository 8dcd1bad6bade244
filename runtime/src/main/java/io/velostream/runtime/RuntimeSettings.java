package io.velostream.runtime;

import io.velostream.expression.Evaluators;
import io.velostream.state.snapshot.PartSize;
import java.time.ZoneId;

/// How plans are run. None of these changes a result.
///
/// @param batchRows rows that a source delivers at once, at most
/// @param evaluators compiled or interpreted expressions
/// @param zone the session's time zone
/// @param futureBoundMicros how far the watermark may run ahead of the wall clock: a row dated
///   further in the future does not move it
/// @param keptRows how many late rows and how many bad rows are kept to be queried; all are counted
/// @param restarts whether a pipeline is saved, made anew and restored between any two steps: for
///   tests, which show by it that nothing is forgotten
/// @param quiet what becomes of event time where sources bring nothing
/// @param recursion when a recursive query is taken to have no end
/// @param parts how finely state is cut into parts that are written only when they have changed
/// @param cores where the threads of pipelines run
public record RuntimeSettings(
    int batchRows,
    Evaluators evaluators,
    ZoneId zone,
    long futureBoundMicros,
    int keptRows,
    boolean restarts,
    QuietSettings quiet,
    PartSize parts,
    RecursionLimits recursion,
    CoreChoice cores) {
  /// The settings of a new session.
  public static final RuntimeSettings DEFAULT =
      new RuntimeSettings(
          4096, Evaluators.COMPILED, ZoneId.of("UTC"), 86_400_000_000L, 100_000, false);

  /// Event time waits for all sources.
  public RuntimeSettings(
      int batchRows,
      Evaluators evaluators,
      ZoneId zone,
      long futureBoundMicros,
      int keptRows,
      boolean restarts) {
    this(
        batchRows,
        evaluators,
        zone,
        futureBoundMicros,
        keptRows,
        restarts,
        QuietSettings.NONE,
        PartSize.USUAL,
        RecursionLimits.USUAL,
        CoreChoice.FREE);
  }

  public RuntimeSettings {
    if (batchRows < 1) {
      throw new IllegalArgumentException("batchRows must be positive, not " + batchRows);
    }
  }
}
