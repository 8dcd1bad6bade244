package io.velostream.runtime.pipeline;

/// How a node of a pipeline stands, between two steps.
///
/// @param stateRows rows of state held
/// @param stateBytes memory of that state
/// @param droppedState rows or groups of it that were forgotten because of their age or number
/// @param watermark event time of what it has put out; see [io.velostream.stream.Watermarks]
/// @param standing towards event time
public record NodeFigures(
    long stateRows, long stateBytes, long droppedState, long watermark, Standing standing) {
  /// What a node does for event time.
  public enum Standing {
    /// It goes on, or waits for what is below it.
    ACTIVE,
    /// It has had no rows for long, and holds nobody back.
    IDLE,
    /// It is ahead of others, and its source is not read until they have caught up.
    AHEAD,
    /// Its rows are read before those of other tables, until all are that were there.
    LOADING,
    /// Nothing more will come.
    ENDED
  }
}
