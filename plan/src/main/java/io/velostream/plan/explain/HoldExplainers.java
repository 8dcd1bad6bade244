package io.velostream.plan.explain;

import io.velostream.plan.HoldNode;
import io.velostream.plan.explain.Explanation.Detail;
import java.util.List;
import java.util.Set;

/// Nodes that delay rows.
final class HoldExplainers {
  private HoldExplainers() {}

  static Explanation untilFinal(HoldNode.HoldUntilFinal node, List<Explanation> inputs) {
    if (node.timeColumn().isEmpty()) {
      StateSummary state =
          StateSummary.allRows(
              "EMIT FINAL over rows without event time holds all rows until the input ends, and"
                  + " gives none before: select an event-time column, or use EMIT CHANGES");
      return hold(List.of(), node, state, Set.of(), inputs);
    }
    int column = node.timeColumn().getAsInt();
    String time = Quoted.column(node.schema(), column);
    return hold(
        List.of(new Detail.Text("by", time)),
        node,
        StateSummary.rowsAhead(time),
        Explanation.timesAnd(inputs, column),
        inputs);
  }

  private static Explanation hold(
      List<Detail> details,
      HoldNode.HoldUntilFinal node,
      StateSummary state,
      Set<Integer> times,
      List<Explanation> inputs) {
    return new Explanation("HoldUntilFinal", details, node.retracts(), state, times, inputs);
  }

  /// The output lags behind the watermark, so that no column of it is event time.
  static Explanation throttle(HoldNode.Throttle node, List<Explanation> inputs) {
    return new Explanation(
        "Throttle",
        List.of(new Detail.Text("every", Intervals.micros(node.intervalMicros()))),
        node.retracts(),
        StateSummary.bounded("rows that changed", "passed on at the end of each interval"),
        Set.of(),
        inputs);
  }
}
