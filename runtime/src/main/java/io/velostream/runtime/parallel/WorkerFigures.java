package io.velostream.runtime.parallel;

import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.stream.Watermarks;
import java.util.List;

/// How one pipeline stands: made by its thread now and then, read by any.
///
/// @param stages by stage, how its operators stand; empty for one that it has no part in
/// @param watermarks by stage, where event time is
/// @param halfRows rows of state of the first half of an aggregate
/// @param halfBytes memory of that state
/// @param lateRows put aside so far
/// @param errorRows that did not decode so far
/// @param idleNanos in which its thread had nothing to do
/// @param seenNanos when that was, of the monotonic clock; the largest number when it has ended
record WorkerFigures(
    List<List<NodeFigures>> stages,
    List<Long> watermarks,
    long halfRows,
    long halfBytes,
    long lateRows,
    long errorRows,
    long idleNanos,
    long seenNanos) {
  /// Of one that has not begun.
  static final WorkerFigures NONE =
      new WorkerFigures(List.of(), List.of(), 0, 0, 0, 0, 0, Long.MAX_VALUE);

  /// Where event time is behind a stage; NONE if it has no part in it.
  long watermark(int stage) {
    return stage < watermarks.size() ? watermarks.get(stage) : Watermarks.NONE;
  }

  /// How the operators of a stage stand; empty if it has no part in it.
  List<NodeFigures> stage(int stage) {
    return stage < stages.size() ? stages.get(stage) : List.of();
  }
}
