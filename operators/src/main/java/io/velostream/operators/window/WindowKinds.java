package io.velostream.operators.window;

import io.velostream.operators.aggregate.AggregateFunction;
import io.velostream.operators.aggregate.Aggregation;
import io.velostream.operators.aggregate.Emission;
import io.velostream.stream.time.WindowSpec;
import java.util.EnumSet;
import java.util.Set;

/// Chooses the form of state for a window and an emission.
final class WindowKinds {
  private WindowKinds() {}

  private static final Set<AggregateFunction> BY_ARRIVAL =
      EnumSet.of(
          AggregateFunction.FIRST_VALUE,
          AggregateFunction.LAST_VALUE,
          AggregateFunction.STRING_AGG,
          AggregateFunction.ARRAY_AGG);

  /// Whether windows can be merged from parts in which retractions have been settled apart. A
  /// retraction in a CUMULATE window may come after the step that holds its insertion; and which of
  /// two equal values a retraction leaves, where that shows in their order, is settled for the
  /// window as a whole.
  private static boolean canMerge(Aggregation aggregation, WindowSpec window) {
    return !aggregation.retracts()
        || (!(window instanceof WindowSpec.Cumulate)
            && aggregation.calls().stream()
                .noneMatch(call ->
                    call.function() == AggregateFunction.USER
                        || (BY_ARRIVAL.contains(call.function()) && call.order().isEmpty())));
  }

  static WindowGroups groups(Aggregation aggregation, WindowSpec window, Emission emission) {
    boolean panes = emission == Emission.FINAL && canMerge(aggregation, window);
    return switch (window) {
      case WindowSpec.Tumble tumble -> new SingleWindows(aggregation, emission, tumble);
      case WindowSpec.Hop hop ->
          panes
              ? new HopPanes(aggregation, hop)
              : new SlidingWindows(aggregation, emission, WindowSeries.of(hop));
      case WindowSpec.Cumulate cumulate ->
          panes
              ? new CumulatePanes(aggregation, cumulate)
              : new SlidingWindows(aggregation, emission, WindowSeries.of(cumulate));
      case WindowSpec.Session session -> new SessionWindows(aggregation, emission, session);
    };
  }
}
