package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.plan.Emission;
import io.velostream.plan.GroupNode;
import io.velostream.plan.StateLifetime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// GROUP BY and DISTINCT.
final class AggregateExplainer {
  private AggregateExplainer() {}

  static Explanation explain(GroupNode.Aggregate node, List<Explanation> inputs) {
    boolean distinct = node.calls().isEmpty() && !node.keys().isEmpty();
    Schema input = node.input().schema();
    return new Explanation(
        distinct ? "Distinct" : "Aggregate",
        AggregateText.grouping(input, node.keys(), node.calls(), node.emission()),
        node.retracts(),
        state(node, distinct),
        eventTime(node, inputs.getFirst().eventTime()),
        inputs);
  }

  /// Groups that come out when the input ends are behind all watermarks.
  private static Set<Integer> eventTime(GroupNode.Aggregate node, Set<Integer> inputTimes) {
    if (node.emission() == Emission.FINAL && node.closingKey().isEmpty()) {
      return Set.of();
    }
    Set<Integer> times = new HashSet<>();
    node.closingKey().ifPresent(times::add);
    for (int i = 0; i < node.keys().size(); i++) {
      if (inputTimes.contains(node.keys().get(i))) {
        times.add(i);
      }
    }
    return times;
  }

  private static StateSummary state(GroupNode.Aggregate node, boolean distinct) {
    Schema input = node.input().schema();
    GroupState state = new GroupState(input, node.keys(), node.calls(), node.input().retracts());
    if (node.closingKey().isPresent()) {
      int closing = node.keys().get(node.closingKey().getAsInt());
      return state.expiring(
          "", "groups expire when the watermark passes " + Quoted.column(input, closing));
    }
    StateLifetime lifetime = node.lifetime();
    if (lifetime != null) {
      return state.expiring("", LifetimeText.of("groups", lifetime, input));
    }
    String what =
        node.keys().isEmpty()
            ? "an aggregate of the whole input"
            : (distinct ? "DISTINCT over " : "GROUP BY ")
                + String.join(", ", Quoted.columns(input, node.keys()));
    return state.lasting(
        what,
        List.of(),
        "its state grows for as long as new values come; a window of event time bounds it");
  }
}
