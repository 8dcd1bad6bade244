package io.velostream.operators.over;

import io.velostream.operators.rows.SlotSequence;
import io.velostream.operators.rows.SortColumn;
import java.util.List;

/// Which rows of a partition see which others through a frame, by their places in the order.
final class FrameReach {
  private final OverFrame frame;
  private final FrameBounds bounds;

  FrameReach(OverFunction function, List<SortColumn> order, FrameRows rows) {
    frame = frame(function);
    bounds = new FrameBounds(frame, order, rows);
  }

  /// The rows that a call looks at.
  private static OverFrame frame(OverFunction function) {
    return switch (function) {
      case OverFunction.Aggregate call -> call.frame();
      case OverFunction.Accumulated call -> call.frame();
      case OverFunction.NthValue call -> call.frame();
      case OverFunction.Lag call ->
          OverFrame.rows(
              call.ignoreNulls() && call.offset() > 0
                  ? OverFrame.UNBOUNDED_PRECEDING
                  : -call.offset(),
              call.ignoreNulls() ? Math.min(0, -call.offset()) : -call.offset());
      case OverFunction.Lead call ->
          OverFrame.rows(
              call.offset(),
              call.ignoreNulls() && call.offset() > 0
                  ? OverFrame.UNBOUNDED_FOLLOWING
                  : call.offset());
      // Its peers; how far a change of ranks goes on shows when they are computed.
      case OverFunction.Ranking _ -> OverFrame.range(0, 0);
      case OverFunction.Distribution _ ->
          OverFrame.rows(OverFrame.UNBOUNDED_PRECEDING, OverFrame.UNBOUNDED_FOLLOWING);
    };
  }

  /// Adds the places of the rows that see a row which has come or gone.
  ///
  /// @param place how many rows come before it
  void addAffected(SlotSequence rows, int slot, int place, Ranges ranges) {
    int size = rows.size();
    int from;
    int to;
    if (frame.range()) {
      from = frame.toEnd() ? 0 : rows.count(row -> bounds.isAfter(slot, row));
      to = frame.fromStart() ? size : rows.count(row -> !bounds.isBefore(slot, row));
    } else {
      from = frame.toEnd() ? 0 : plus(place, -Math.max(0, frame.end()), size);
      to = frame.fromStart() ? size : plus(place, plusOne(-Math.min(0, frame.start())), size);
    }
    ranges.add(from, to);
  }

  /// The first place that the frames of the row at a place, and of those behind it, begin with.
  int neededFrom(SlotSequence rows, int place) {
    if (frame.fromStart()) {
      return 0;
    }
    if (!frame.range()) {
      return plus(place, frame.start(), rows.size());
    }
    int slot = rows.get(place);
    return rows.count(row -> bounds.isBefore(row, slot));
  }

  /// The place behind the frames of the row at a place, and of those before it.
  int neededTo(SlotSequence rows, int place) {
    if (frame.toEnd()) {
      return rows.size();
    }
    if (!frame.range()) {
      return plus(place, plusOne(frame.end()), rows.size());
    }
    int slot = rows.get(place);
    return rows.count(row -> !bounds.isAfter(row, slot));
  }

  private static long plusOne(long distance) {
    return distance == Long.MAX_VALUE ? distance : distance + 1;
  }

  /// A place some way off, or the nearest one that there is.
  private static int plus(int place, long distance, int size) {
    return distance >= size - place ? size : distance <= -place ? 0 : (int) (place + distance);
  }
}
