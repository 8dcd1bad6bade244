package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.plan.GroupNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.explain.Explanation.Detail;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Nodes that know windows of event time.
final class WindowExplainers {
  private static final String WINDOW_END = "window_end";

  private WindowExplainers() {}

  /// Windows of a row are known at once, but for sessions: those must end first.
  static Explanation assign(RowNode.WindowAssign node, List<Explanation> inputs) {
    Schema input = node.input().schema();
    String time = Quoted.column(input, node.timeColumn());
    boolean timed = inputs.getFirst().eventTime().contains(node.timeColumn());
    List<Detail> details = new ArrayList<>();
    details.add(new Detail.Text("window", window(node.window(), time)));
    if (!node.sessionKeys().isEmpty()) {
      details.add(new Detail.Listing("partition by", Quoted.columns(input, node.sessionKeys())));
    }
    StateSummary state =
        switch (node.window()) {
          case WindowSpec.Tumble _, WindowSpec.Hop _, WindowSpec.Cumulate _ -> StateSummary.NONE;
          case WindowSpec.Session _ ->
              timed
                  ? StateSummary.bounded(
                      "rows of open sessions", "released when the watermark passes " + WINDOW_END)
                  : StateSummary.allRows(
                      "sessions of %s, which has no watermark, hold all rows until the input ends:"
                              .formatted(time)
                          + " declare a WATERMARK for it");
        };
    Set<Integer> times = new HashSet<>(inputs.getFirst().eventTime());
    if (timed) {
      // window_end and window_time. A row may come after the watermark has passed window_start.
      times.add(input.size() + 1);
      times.add(input.size() + 2);
    }
    return new Explanation("WindowAssign", details, node.retracts(), state, times, inputs);
  }

  static Explanation aggregate(GroupNode.WindowAggregate node, List<Explanation> inputs) {
    Schema input = node.input().schema();
    String time = Quoted.column(input, node.timeColumn());
    boolean timed = inputs.getFirst().eventTime().contains(node.timeColumn());
    List<Detail> details = new ArrayList<>();
    String window = window(node.window(), time);
    details.add(new Detail.Text("window", window));
    details.addAll(AggregateText.grouping(input, node.keys(), node.calls(), node.emission()));
    GroupState groups = new GroupState(input, node.keys(), node.calls(), node.input().retracts());
    StateSummary state =
        timed
            ? groups.expiring(
                partial(node.window()), "groups expire when the watermark passes " + WINDOW_END)
            : groups.lasting(
                "GROUP BY " + window,
                List.of("window of " + time),
                time + " has no watermark; declare a WATERMARK for it");
    // The output is the keys, window_start, window_end, the calls.
    Set<Integer> times = timed ? Set.of(node.keys().size() + 1) : Set.of();
    return new Explanation("WindowAggregate", details, node.retracts(), state, times, inputs);
  }

  /// `TUMBLE(ts, INTERVAL '1' MINUTE)`, in the order of the table functions' arguments.
  static String window(WindowSpec window, String time) {
    return switch (window) {
      case WindowSpec.Tumble(long size, long offset) ->
          call("TUMBLE", time, Intervals.micros(size), offset);
      case WindowSpec.Hop(long slide, long size, long offset) ->
          call("HOP", time, Intervals.micros(slide) + ", " + Intervals.micros(size), offset);
      case WindowSpec.Cumulate(long step, long size, long offset) ->
          call("CUMULATE", time, Intervals.micros(step) + ", " + Intervals.micros(size), offset);
      case WindowSpec.Session(long gap) -> call("SESSION", time, Intervals.micros(gap), 0);
    };
  }

  private static String call(String name, String time, String durations, long offset) {
    String last = offset == 0 ? "" : ", " + Intervals.micros(offset);
    return name + "(" + time + ", " + durations + last + ")";
  }

  /// Windows that overlap are put together of parts that do not.
  private static String partial(WindowSpec window) {
    return switch (window) {
      case WindowSpec.Tumble _ -> "";
      case WindowSpec.Hop hop -> " and slide of " + Intervals.micros(hop.slide());
      case WindowSpec.Cumulate cumulate -> " and step of " + Intervals.micros(cumulate.step());
      case WindowSpec.Session _ -> " and open session";
    };
  }
}
