package io.velostream.runtime.parallel;

import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.List;

/// How one pipeline stands: made by its thread now and then, read by any.
///
/// @param stages by stage, how its operators stand; empty for one that it has no part in
/// @param watermarks by stage, where event time is
/// @param halves by stage, what the stage before holds of its first aggregate
/// @param lateRows put aside so far
/// @param errorRows that did not decode so far
/// @param idleNanos in which its thread had nothing to do
/// @param seenNanos when that was, of the monotonic clock; the largest number when it has ended
record WorkerFigures(
    List<List<NodeFigures>> stages,
    List<Long> watermarks,
    List<Half> halves,
    long lateRows,
    long errorRows,
    long idleNanos,
    long seenNanos) {
  /// Of one that has not begun.
  static final WorkerFigures NONE =
      new WorkerFigures(List.of(), List.of(), List.of(), 0, 0, 0, Long.MAX_VALUE);

  /// The first half of an aggregate.
  ///
  /// @param rows of state
  /// @param bytes of memory
  record Half(long rows, long bytes) {
    /// None.
    static final Half NONE = new Half(0, 0);
  }

  /// Where event time is behind a stage; NONE if it has no part in it.
  long watermark(int stage) {
    return stage < watermarks.size() ? watermarks.get(stage) : Watermarks.NONE;
  }

  /// These, and those of later stages of the same pipeline at the same time.
  WorkerFigures and(WorkerFigures later) {
    List<List<NodeFigures>> allStages = new ArrayList<>(stages);
    allStages.addAll(later.stages);
    List<Long> allWatermarks = new ArrayList<>(watermarks);
    allWatermarks.addAll(later.watermarks);
    List<Half> allHalves = new ArrayList<>(halves);
    allHalves.addAll(later.halves);
    return new WorkerFigures(
        allStages,
        allWatermarks,
        allHalves,
        lateRows + later.lateRows,
        errorRows + later.errorRows,
        idleNanos,
        seenNanos);
  }

  /// What is held of the first aggregate of a stage before it.
  Half half(int stage) {
    return stage < halves.size() ? halves.get(stage) : Half.NONE;
  }

  /// How the operators of a stage stand; empty if it has no part in it.
  List<NodeFigures> stage(int stage) {
    return stage < stages.size() ? stages.get(stage) : List.of();
  }
}
