package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.plan.Emission;
import io.velostream.plan.OrderNode;
import io.velostream.plan.StateLifetime;
import io.velostream.plan.explain.Explanation.Detail;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The first rows of partitions.
final class TopExplainer {
  private TopExplainer() {}

  static Explanation explain(OrderNode.TopN node, List<Explanation> inputs) {
    Schema input = node.input().schema();
    List<Detail> details = new ArrayList<>();
    if (!node.partitionKeys().isEmpty()) {
      details.add(new Detail.Listing("partition by", Quoted.columns(input, node.partitionKeys())));
    }
    if (!node.order().isEmpty()) {
      details.add(new Detail.Listing("order by", AggregateText.order(node.order(), input)));
    }
    details.add(new Detail.Text("keep", node.ranking() + " " + range(node)));
    if (node.emission() == Emission.FINAL) {
      details.add(new Detail.Text("emit", "final"));
    }
    return new Explanation(
        "TopN", details, node.retracts(), state(node), eventTime(node, inputs), inputs);
  }

  private static String range(OrderNode.TopN node) {
    return node.from() == node.to() ? Long.toString(node.to()) : node.from() + " to " + node.to();
  }

  private static Set<Integer> eventTime(OrderNode.TopN node, List<Explanation> inputs) {
    Set<Integer> times = new HashSet<>();
    if (node.closingKey().isPresent()) {
      times.addAll(inputs.getFirst().eventTime());
      times.retainAll(node.partitionKeys());
    }
    return times;
  }

  private static StateSummary state(OrderNode.TopN node) {
    Schema input = node.input().schema();
    boolean retracts = node.input().retracts();
    String keys = String.join(", ", Quoted.columns(input, node.partitionKeys()));
    String rows =
        (retracts ? "all rows" : "rows of rank 1" + (node.to() == 1 ? "" : " to " + node.to()))
            + (keys.isEmpty() ? "" : " per " + keys);
    if (node.closingKey().isPresent()) {
      int closing = node.partitionKeys().get(node.closingKey().getAsInt());
      return StateSummary.bounded(
          rows, "they expire when the watermark passes " + Quoted.column(input, closing));
    }
    StateLifetime lifetime = node.lifetime();
    if (lifetime != null) {
      return StateSummary.bounded(rows, LifetimeText.of("they", lifetime, input));
    }
    if (retracts) {
      return StateSummary.growing(
          rows,
          "grows with the input's rows; no watermark frees it",
          "ranks over rows that can be retracted keep all rows, as any of them may move up: their"
              + " state grows for as long as rows come");
    }
    if (keys.isEmpty()) {
      return StateSummary.bounded(rows, "the highest rank");
    }
    return StateSummary.growing(
        rows,
        "grows with distinct " + keys + "; no watermark frees it",
        ("ranks by %s remember every distinct %s: their state grows for as long as new values come;"
                + " a window of event time bounds it")
            .formatted(keys, keys));
  }
}
