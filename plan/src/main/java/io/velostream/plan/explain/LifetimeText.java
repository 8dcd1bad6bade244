package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.plan.CombineNode;
import io.velostream.plan.JoinState;
import io.velostream.plan.StateLifetime;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What EXPLAIN says of state that is forgotten by its age or number.
final class LifetimeText {
  private LifetimeText() {}

  /// When groups or partitions go.
  static String of(String what, StateLifetime lifetime, Schema input) {
    return "%s expire %s after their last row, by %s"
        .formatted(
            what, Intervals.micros(lifetime.micros()), measure(input, lifetime.timeColumn()));
  }

  private static String measure(Schema input, OptionalInt time) {
    return time.isPresent() ? Quoted.column(input, time.getAsInt()) : "the clock";
  }

  /// The state of a join whose rows no interval lets go.
  static StateSummary join(CombineNode.Join join) {
    JoinState state = join.state();
    boolean evicts = state.limit().isPresent() && state.onLimit() == JoinState.OnLimit.EVICT_OLDEST;
    if (!state.expires()) {
      String bound = "grows with the inputs; no watermark frees it";
      return evicts
          ? StateSummary.bounded("rows of both inputs", limit(state))
          : StateSummary.growing(
              "all rows of both inputs",
              state.limit().isPresent() ? "grows with the inputs; " + limit(state) : bound,
              "a join keeps all rows of both inputs: its state grows for as long as rows come");
    }
    String bound =
        side("left", state.left(), join.left().schema(), state.leftTime())
            + ", "
            + side("right", state.right(), join.right().schema(), state.rightTime())
            + (state.limit().isPresent() ? "; " + limit(state) : "");
    if (evicts || (state.left().isPresent() && state.right().isPresent())) {
      return StateSummary.bounded("rows of both inputs", bound);
    }
    String lasting = state.left().isPresent() ? "right" : "left";
    return StateSummary.growing(
        "rows of both inputs",
        bound,
        ("a join keeps all rows of the %s input, which has no 'state.ttl': its state grows for as"
                + " long as rows come")
            .formatted(lasting));
  }

  /// What a limit does, for a join that has one.
  static String limit(JoinState state) {
    String rows = state.limit().orElseThrow() + " rows of each input";
    return switch (state.onLimit()) {
      case FAIL -> "fails beyond " + rows;
      case EVICT_OLDEST -> "the oldest go beyond " + rows;
    };
  }

  private static String side(String side, OptionalLong micros, Schema schema, OptionalInt time) {
    return micros.isPresent()
        ? "%s rows expire after %s by %s"
            .formatted(side, Intervals.micros(micros.getAsLong()), measure(schema, time))
        : side + " rows stay";
  }
}
