package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.plan.PlanNode;
import java.util.List;
import java.util.Set;

/// GROUP BY and DISTINCT.
final class AggregateExplainer {
  private AggregateExplainer() {}

  static Explanation explain(PlanNode.Aggregate node, List<Explanation> inputs) {
    boolean distinct = node.calls().isEmpty() && !node.keys().isEmpty();
    Schema input = node.input().schema();
    return new Explanation(
        distinct ? "Distinct" : "Aggregate",
        AggregateText.grouping(input, node.keys(), node.calls(), node.emission()),
        node.retracts(),
        state(node, distinct),
        node.closingKey().isPresent() ? Set.of(node.closingKey().getAsInt()) : Set.of(),
        inputs);
  }

  private static StateSummary state(PlanNode.Aggregate node, boolean distinct) {
    Schema input = node.input().schema();
    GroupState state = new GroupState(input, node.keys(), node.calls(), node.input().retracts());
    if (node.closingKey().isPresent()) {
      int closing = node.keys().get(node.closingKey().getAsInt());
      return state.expiring(
          "", "groups expire when the watermark passes " + Quoted.column(input, closing));
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
