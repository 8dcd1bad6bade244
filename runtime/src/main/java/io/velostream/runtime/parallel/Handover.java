package io.velostream.runtime.parallel;

import io.velostream.runtime.exchange.Room;

/// How rows and groups are handed from pipeline to pipeline. Changes no result.
///
/// @param room of a queue between two pipelines
/// @param stepRows rows that a reader groups before it sends the groups on, where groups travel
public record Handover(Room room, int stepRows) {
  public Handover {
    if (stepRows < 1) {
      throw new IllegalArgumentException("must be positive: " + stepRows);
    }
  }
}
