package io.velostream.sql.lower;

import io.velostream.plan.Frame;
import io.velostream.plan.OrderNode;
import io.velostream.plan.OverCall;

/// When an OVER lets go of a row, by its time in the order.
enum OverRelease {
  /// When the watermark reaches the time.
  AT_ITS_TIME,
  /// When the watermark is beyond the time.
  AFTER_ITS_TIME,
  /// Any time later: a call looks ahead, or the rows are not ordered by time.
  LATER;

  static OverRelease of(OrderNode.Over over) {
    if (!over.timeOrdered()) {
      return LATER;
    }
    OverRelease latest = over.order().size() == 1 ? AT_ITS_TIME : AFTER_ITS_TIME;
    for (OverCall call : over.calls()) {
      OverRelease release = of(call);
      latest = release.compareTo(latest) > 0 ? release : latest;
    }
    return latest;
  }

  private static OverRelease of(OverCall call) {
    return switch (call) {
      case OverCall.FrameAggregate c -> of(c.frame());
      case OverCall.NthValue c -> of(c.frame());
      case OverCall.Lead c -> c.offset() == 0 ? AT_ITS_TIME : LATER;
      case OverCall.Distribution _ -> LATER;
      case OverCall.Lag _, OverCall.Ranking _ -> AT_ITS_TIME;
    };
  }

  private static OverRelease of(Frame frame) {
    return switch (frame.end()) {
      case Frame.Bound.UnboundedPreceding _, Frame.Bound.Preceding _ -> AT_ITS_TIME;
      case Frame.Bound.CurrentRow _ ->
          frame.unit() == Frame.Unit.RANGE ? AFTER_ITS_TIME : AT_ITS_TIME;
      case Frame.Bound.Following _, Frame.Bound.UnboundedFollowing _ -> LATER;
    };
  }
}
