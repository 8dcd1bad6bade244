package io.velostream.operators.window;

import io.velostream.operators.aggregate.Aggregation;
import io.velostream.operators.aggregate.Emission;
import io.velostream.stream.time.WindowSpec;

/// Chooses the form of state for a window and an emission.
final class WindowKinds {
  private WindowKinds() {}

  static WindowGroups groups(Aggregation aggregation, WindowSpec window, Emission emission) {
    boolean panes = emission == Emission.FINAL;
    return switch (window) {
      case WindowSpec.Tumble tumble -> new SingleWindows(aggregation, emission, tumble);
      case WindowSpec.Hop hop ->
          panes
              ? new HopPanes(aggregation, hop)
              : new SlidingWindows(aggregation, emission, WindowSeries.of(hop));
      case WindowSpec.Cumulate cumulate ->
          panes && !aggregation.retracts()
              ? new CumulatePanes(aggregation, cumulate)
              : new SlidingWindows(aggregation, emission, WindowSeries.of(cumulate));
      case WindowSpec.Session session -> new SessionWindows(aggregation, emission, session);
    };
  }
}
