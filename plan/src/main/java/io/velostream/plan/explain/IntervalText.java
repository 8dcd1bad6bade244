package io.velostream.plan.explain;

import io.velostream.plan.CombineNode;
import io.velostream.plan.JoinInterval;
import java.util.HashSet;
import java.util.Set;

/// What event time does for a join.
final class IntervalText {
  private IntervalText() {}

  /// How far apart the times may lie.
  static String within(CombineNode.Join join, JoinInterval interval) {
    String apart = left(join, interval) + " - " + right(join, interval);
    if (interval.atLeast().equals(interval.atMost())) {
      return apart + " = " + Intervals.micros(interval.atLeast().orElseThrow());
    }
    String least =
        interval.atLeast().isPresent()
            ? " from " + Intervals.micros(interval.atLeast().getAsLong())
            : "";
    String most =
        interval.atMost().isPresent()
            ? " to " + Intervals.micros(interval.atMost().getAsLong())
            : "";
    return apart + least + most;
  }

  /// Which rows are kept, and until when.
  static StateSummary state(CombineNode.Join join, JoinInterval interval) {
    String left = left(join, interval);
    String right = right(join, interval);
    if (interval.atLeast().isEmpty()) {
      return growing("left", "right", past(right, interval.atMost().orElseThrow()));
    }
    long before = -interval.atLeast().getAsLong();
    if (interval.atMost().isEmpty()) {
      return growing("right", "left", past(left, before));
    }
    return StateSummary.bounded(
        "rows of both inputs",
        "left rows go when the watermark passes %s, right rows when it passes %s"
            .formatted(past(left, before), past(right, interval.atMost().getAsLong())));
  }

  private static StateSummary growing(String kept, String freed, String when) {
    return StateSummary.growing(
        "rows of both inputs",
        "%s rows go when the watermark passes %s; no watermark frees %s rows"
            .formatted(freed, when, kept),
        "a join without a bound on both sides keeps all rows of the %s input: its state grows for as"
                .formatted(kept)
            + " long as rows come");
  }

  /// The columns that go on as event time.
  static Set<Integer> times(CombineNode.Join join, JoinInterval interval) {
    Set<Integer> times = new HashSet<>();
    if (interval.atLeast().isPresent()) {
      times.add(interval.left());
    }
    if (interval.atMost().isPresent() && join.kind().showsPairs()) {
      times.add(join.left().schema().size() + interval.right());
    }
    return times;
  }

  private static String past(String time, long micros) {
    if (micros == 0) {
      return time;
    }
    return micros > 0
        ? time + " + " + Intervals.micros(micros)
        : time + " - " + Intervals.micros(-micros);
  }

  private static String left(CombineNode.Join join, JoinInterval interval) {
    return Quoted.column(join.left().schema(), interval.left());
  }

  private static String right(CombineNode.Join join, JoinInterval interval) {
    return Quoted.column(join.right().schema(), interval.right());
  }
}
