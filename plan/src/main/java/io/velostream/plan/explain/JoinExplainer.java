package io.velostream.plan.explain;

import io.velostream.plan.CombineNode;
import io.velostream.plan.JoinInterval;
import io.velostream.plan.JoinKey;
import io.velostream.plan.JoinKind;
import io.velostream.plan.explain.Explanation.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Joins, INTERSECT and EXCEPT.
final class JoinExplainer {
  private JoinExplainer() {}

  static Explanation explain(CombineNode.Join join, List<Explanation> inputs) {
    List<Detail> details = new ArrayList<>();
    boolean cross = join.keys().isEmpty() && join.condition() == null;
    details.add(
        new Detail.Text(
            "kind",
            cross && join.kind() == JoinKind.INNER
                ? "cross"
                : join.kind().name().toLowerCase(Locale.ROOT)));
    if (!join.keys().isEmpty()) {
      details.add(
          new Detail.Listing("on", join.keys().stream().map(key -> key(join, key)).toList()));
    }
    if (join.condition() != null) {
      details.add(new Detail.Text("if", ExpressionText.of(join.condition(), join.pair())));
    }
    JoinInterval interval = join.interval();
    if (interval == null) {
      return new Explanation(
          "Join", details, join.retracts(), LifetimeText.join(join), Set.of(), inputs);
    }
    details.add(new Detail.Text("within", IntervalText.within(join, interval)));
    if (join.state().limit().isPresent()) {
      details.add(new Detail.Text("limit", LifetimeText.limit(join.state())));
    }
    return new Explanation(
        interval.isWindow() ? "WindowJoin" : "IntervalJoin",
        details,
        join.retracts(),
        IntervalText.state(join, interval),
        IntervalText.times(join, interval),
        inputs);
  }

  static Explanation setOperation(CombineNode.SetOperation operation, List<Explanation> inputs) {
    String name =
        switch (operation.kind()) {
          case INTERSECT -> "Intersect";
          case EXCEPT -> "Except";
        };
    StateSummary state =
        StateSummary.growing(
            "the different rows of both inputs",
            "grows with the inputs; no watermark frees it",
            name.toUpperCase(Locale.ROOT)
                + " keeps the different rows of both inputs: its state grows for as long as new"
                + " ones come");
    return new Explanation(
        operation.all() ? name + "All" : name,
        List.of(),
        operation.retracts(),
        state,
        Set.of(),
        inputs);
  }

  private static String key(CombineNode.Join join, JoinKey key) {
    return Quoted.column(join.left().schema(), key.left())
        + (key.nullsMatch() ? " IS NOT DISTINCT FROM " : " = ")
        + Quoted.column(join.right().schema(), key.right());
  }
}
