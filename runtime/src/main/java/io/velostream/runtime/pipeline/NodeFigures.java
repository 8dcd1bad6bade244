package io.velostream.runtime.pipeline;

import io.velostream.connector.spi.LoadProgress;
import io.velostream.operators.join.LookupJoin;
import java.util.Optional;

/// How a node of a pipeline stands, between two steps.
///
/// @param stateRows rows of state held
/// @param stateBytes memory of that state
/// @param droppedState rows or groups of it that were forgotten because of their age or number
/// @param watermark event time of what it has put out; see [io.velostream.stream.Watermarks]
/// @param standing towards event time
/// @param loading how far it is where the standing is LOADING
/// @param lookups what it has looked up, if it does
public record NodeFigures(
    long stateRows,
    long stateBytes,
    long droppedState,
    long watermark,
    Standing standing,
    Loading loading,
    Optional<LookupJoin.Lookups> lookups) {
  /// One that is not being loaded, and looks nothing up.
  public NodeFigures(
      long stateRows, long stateBytes, long droppedState, long watermark, Standing standing) {
    this(stateRows, stateBytes, droppedState, watermark, standing, Loading.NONE, Optional.empty());
  }

  /// How far a table is that rows of others wait for.
  ///
  /// @param rows that were read of it
  public record Loading(long rows, LoadProgress progress) {
    static final Loading NONE = new Loading(0, LoadProgress.NONE);

    Loading plus(Loading other) {
      return new Loading(rows + other.rows, progress.plus(other.progress));
    }

    @Override
    public String toString() {
      return "%d rows, %d %%".formatted(rows, progress.percent());
    }
  }

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
