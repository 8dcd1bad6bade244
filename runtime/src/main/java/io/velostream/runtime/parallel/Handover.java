package io.velostream.runtime.parallel;

/// How rows and groups are handed from pipeline to pipeline. Changes no result.
///
/// @param capacity parcels that a queue between two pipelines has room for, a power of two
/// @param stepRows rows that a reader groups before it sends the groups on, where groups travel
public record Handover(int capacity, int stepRows) {
  public Handover {
    if (capacity < 1 || stepRows < 1) {
      throw new IllegalArgumentException("must be positive: " + capacity + ", " + stepRows);
    }
  }
}
