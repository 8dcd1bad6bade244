package io.velostream.plan.explain;

import io.velostream.plan.Frame;
import io.velostream.plan.OverCall;
import java.util.List;

/// How far the calls of an OVER node look back and ahead: what it must remember.
///
/// @param rowsBack most rows of the partition before the current one
/// @param rangeBack longest distance back in the order column
/// @param running whether some call depends on all rows so far, by a running result
/// @param rowsAhead most rows of the partition after the current one
/// @param rangeAhead longest distance ahead in the order column
/// @param toEnd whether some call depends on the last row of the partition
record OverReach(
    long rowsBack,
    long rangeBack,
    boolean running,
    long rowsAhead,
    long rangeAhead,
    boolean toEnd) {
  private static final OverReach NONE = new OverReach(0, 0, false, 0, 0, false);
  private static final OverReach RUNNING = new OverReach(0, 0, true, 0, 0, false);
  private static final OverReach TO_END = new OverReach(0, 0, false, 0, 0, true);

  /// The reach of all calls together.
  static OverReach of(List<OverCall> calls) {
    return calls.stream().map(OverReach::of).reduce(NONE, OverReach::and);
  }

  private static OverReach of(OverCall call) {
    return switch (call) {
      case OverCall.FrameAggregate c -> of(c.frame());
      case OverCall.NthValue c -> of(c.frame());
      case OverCall.Lag c -> new OverReach(c.offset(), 0, false, 0, 0, false);
      case OverCall.Lead c -> new OverReach(0, 0, false, c.offset(), 0, false);
      case OverCall.Ranking _ -> RUNNING;
      case OverCall.Distribution _ -> TO_END;
    };
  }

  private static OverReach of(Frame frame) {
    return of(frame.unit(), frame.start()).and(of(frame.unit(), frame.end()));
  }

  private static OverReach of(Frame.Unit unit, Frame.Bound bound) {
    boolean rows = unit == Frame.Unit.ROWS;
    return switch (bound) {
      case Frame.Bound.UnboundedPreceding _ -> RUNNING;
      case Frame.Bound.Preceding(long n) ->
          new OverReach(rows ? n : 0, rows ? 0 : n, false, 0, 0, false);
      case Frame.Bound.CurrentRow _ -> NONE;
      case Frame.Bound.Following(long n) ->
          new OverReach(0, 0, false, rows ? n : 0, rows ? 0 : n, false);
      case Frame.Bound.UnboundedFollowing _ -> TO_END;
    };
  }

  private OverReach and(OverReach other) {
    return new OverReach(
        Math.max(rowsBack, other.rowsBack),
        Math.max(rangeBack, other.rangeBack),
        running || other.running,
        Math.max(rowsAhead, other.rowsAhead),
        Math.max(rangeAhead, other.rangeAhead),
        toEnd || other.toEnd);
  }

  /// Whether something is kept of a partition that gets no more rows, however far time goes on.
  boolean outlivesRows() {
    return rowsBack > 0 || running || rowsAhead > 0;
  }
}
