package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.plan.OrderNode;
import io.velostream.plan.explain.Explanation.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// ORDER BY and LIMIT.
final class SortExplainer {
  private SortExplainer() {}

  static Explanation explain(OrderNode.Sort node, List<Explanation> inputs) {
    List<Detail> details = new ArrayList<>();
    if (!node.keys().isEmpty()) {
      details.add(
          new Detail.Listing("by", AggregateText.order(node.keys(), node.input().schema())));
    }
    if (node.offset() > 0) {
      details.add(new Detail.Text("offset", Long.toString(node.offset())));
    }
    if (node.limit().isPresent()) {
      details.add(new Detail.Text("fetch", Long.toString(node.limit().getAsLong())));
    }
    return new Explanation(
        node.keys().isEmpty() ? "Limit" : "Sort",
        details,
        node.retracts(),
        state(node),
        node.closingColumn().isPresent()
            ? Explanation.timesAnd(inputs, node.closingColumn().getAsInt())
            : Set.of(),
        inputs);
  }

  private static StateSummary state(OrderNode.Sort node) {
    Schema input = node.input().schema();
    boolean appendOnly = !node.input().retracts();
    if (node.keys().isEmpty() && appendOnly) {
      return StateSummary.NONE;
    }
    if (node.closingColumn().isPresent()) {
      return StateSummary.rowsAhead(Quoted.column(input, node.closingColumn().getAsInt()));
    }
    if (node.limit().isPresent() && appendOnly) {
      String rows = Long.toString(needed(node));
      return StateSummary.bounded("the first " + rows + " rows by the order", "offset and fetch");
    }
    String what =
        node.keys().isEmpty()
            ? "LIMIT over rows that can be retracted"
            : "ORDER BY " + String.join(", ", AggregateText.order(node.keys(), input));
    String advice =
        node.keys().isEmpty()
            ? "use EMIT FINAL in the query below it"
            : "order by an event-time column first";
    return StateSummary.allRows(
        what + " holds all rows until the input ends, and gives none before: " + advice);
  }

  private static long needed(OrderNode.Sort node) {
    long sum = node.offset() + node.limit().orElse(Long.MAX_VALUE);
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
