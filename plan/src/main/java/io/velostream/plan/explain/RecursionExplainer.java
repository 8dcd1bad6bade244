package io.velostream.plan.explain;

import io.velostream.plan.CombineNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.explain.Explanation.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// WITH RECURSIVE: the inputs, and behind them what a round computes.
final class RecursionExplainer {
  private RecursionExplainer() {}

  static Explanation explain(
      CombineNode.Recursion recursion, Explanation round, List<Explanation> inputs) {
    List<Explanation> below = new ArrayList<>(inputs);
    below.add(round);
    List<Detail> details =
        List.of(
            new Detail.Text("name", recursion.name()),
            new Detail.Text("rows", recursion.all() ? "all" : "distinct"),
            new Detail.Text("rounds", recursion.atEnd() ? "at the end" : "after each change"));
    StateSummary state =
        StateSummary.growing(
            "all rows of its first input and of the result",
            "grows with the input",
            "WITH RECURSIVE keeps all rows of its inputs and of the result, and computes it anew"
                + " after each change: read from a table that ends, or keep the input small");
    return new Explanation("Recursion", details, recursion.retracts(), state, Set.of(), below);
  }

  static Explanation input(LeafNode.RoundInput input) {
    String rows =
        input.index() == 0
            ? "of the round before"
            : "of input " + (input.index() + 1) + " of the recursion";
    return new Explanation(
        "RoundInput",
        List.of(new Detail.Text("rows", rows)),
        input.retracts(),
        StateSummary.NONE,
        Set.of(),
        List.of());
  }
}
