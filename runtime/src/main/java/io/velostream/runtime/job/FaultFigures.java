package io.velostream.runtime.job;

/// How many rows at fault of one table a run has left out.
///
/// @param table its name
/// @param side whether it is read or written
/// @param fate what became of the rows
/// @param rows since the run began, those of the epochs before it was resumed not counted
public record FaultFigures(String table, Side side, Fate fate, long rows) {
  /// How a statement uses a table.
  public enum Side {
    /// It is read: rows did not decode.
    SOURCE,
    /// It is written to, and refused rows.
    SINK
  }

  /// What becomes of rows at fault that do not end the run.
  public enum Fate {
    /// They are shown in `$errors`, as far as these are kept.
    SKIPPED,
    /// The same, and they are written to another table.
    DEAD_LETTERED
  }
}
