package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.plan.OrderNode;
import io.velostream.plan.explain.Explanation.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// MATCH_RECOGNIZE.
final class MatchExplainer {
  private MatchExplainer() {}

  static Explanation explain(OrderNode.Match node, List<Explanation> inputs) {
    Schema input = node.input().schema();
    MatchText text = new MatchText(node);
    List<Detail> details = new ArrayList<>();
    if (!node.partitionKeys().isEmpty()) {
      details.add(new Detail.Listing("partition by", Quoted.columns(input, node.partitionKeys())));
    }
    if (!node.order().isEmpty()) {
      details.add(new Detail.Listing("order by", AggregateText.order(node.order(), input)));
    }
    details.add(new Detail.Text("pattern", text.pattern()));
    if (!text.conditions().isEmpty()) {
      details.add(new Detail.Listing("define", text.conditions()));
    }
    if (!text.measures().isEmpty()) {
      details.add(new Detail.Listing("measures", text.measures()));
    }
    details.add(new Detail.Text("rows", MatchText.rows(node.match().rows())));
    details.add(new Detail.Text("after match", "skip " + MatchText.skip(node.match().skip())));
    OptionalLong within = node.match().withinMicros();
    within.ifPresent(micros -> details.add(new Detail.Text("within", Intervals.micros(micros))));
    return new Explanation(
        "MatchRecognize", details, node.retracts(), state(node, input), Set.of(), inputs);
  }

  private static StateSummary state(OrderNode.Match node, Schema input) {
    if (!node.timeOrdered()) {
      return StateSummary.allRows(
          "MATCH_RECOGNIZE that is not ordered by event time holds all rows until the input ends,"
              + " and gives none before: order by an event-time column first, ascending");
    }
    String keys = String.join(", ", Quoted.columns(input, node.partitionKeys()));
    String per = keys.isEmpty() ? "" : " per " + keys;
    String description =
        "rows newer than the watermark, rows from the start of the match that is looked for" + per;
    OptionalLong within = node.match().withinMicros();
    if (within.isEmpty()) {
      return StateSummary.growing(
          description,
          "grows for as long as a pattern can still be completed",
          "MATCH_RECOGNIZE holds the rows of a match that has begun until it is complete or has"
              + " failed, however long that takes: WITHIN bounds it");
    }
    String bound =
        "a match is given up " + Intervals.micros(within.getAsLong()) + " after its start";
    return keys.isEmpty()
        ? StateSummary.bounded(description, bound)
        : StateSummary.growing(
            description,
            bound + "; what is known per " + keys + " stays",
            ("MATCH_RECOGNIZE (PARTITION BY %s) remembers how many matches each different %s has"
                    + " had, a few bytes each, and no watermark frees them")
                .formatted(keys, keys));
  }
}
