package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.plan.OrderNode;
import io.velostream.plan.explain.Explanation.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// OVER.
final class OverExplainer {
  private OverExplainer() {}

  static Explanation explain(OrderNode.Over node, List<Explanation> inputs) {
    Schema input = node.input().schema();
    OverText text = new OverText(node);
    List<Detail> details = new ArrayList<>();
    if (!node.partitionKeys().isEmpty()) {
      details.add(new Detail.Listing("partition by", Quoted.columns(input, node.partitionKeys())));
    }
    if (!node.order().isEmpty()) {
      details.add(new Detail.Listing("order by", AggregateText.order(node.order(), input)));
    }
    details.add(new Detail.Listing("calls", node.calls().stream().map(text::of).toList()));
    OverReach reach = OverReach.of(node.calls());
    boolean released = node.timeOrdered() && !reach.toEnd();
    return new Explanation(
        "Over",
        details,
        node.retracts(),
        node.changes() ? changing(node) : released ? released(node, reach, text) : held(node),
        released ? Explanation.timesAnd(inputs, node.order().getFirst().column()) : Set.of(),
        inputs);
  }

  /// Rows come out behind the watermark; what the calls look back on stays.
  private static StateSummary released(OrderNode.Over node, OverReach reach, OverText text) {
    Schema input = node.input().schema();
    String time = Quoted.column(input, node.order().getFirst().column());
    String keys = String.join(", ", Quoted.columns(input, node.partitionKeys()));
    String per = keys.isEmpty() ? "" : " per " + keys;
    List<String> kept = new ArrayList<>();
    kept.add("rows newer than the watermark");
    if (reach.rangeAhead() > 0) {
      kept.add("rows less than " + text.range(reach.rangeAhead()) + " behind it");
    }
    if (reach.rowsAhead() > 0) {
      kept.add(rows("rows that await ", reach.rowsAhead(), " more") + per);
    }
    if (reach.rowsBack() > 0) {
      kept.add(rows("last ", reach.rowsBack(), "") + per);
    }
    if (reach.rangeBack() > 0) {
      kept.add("rows of the last " + text.range(reach.rangeBack()) + per);
    }
    if (reach.running()) {
      kept.add("running results" + per);
    }
    String description = String.join(", ", kept);
    if (keys.isEmpty() || !reach.outlivesRows()) {
      return StateSummary.bounded(description, "rows are released as the watermark passes " + time);
    }
    return StateSummary.growing(
        description,
        "grows with distinct " + keys + "; no watermark frees it",
        ("OVER (PARTITION BY %s) remembers every distinct %s, and no watermark frees any: its state"
                + " grows for as long as new values come; a RANGE of event time bounds it")
            .formatted(keys, keys));
  }

  private static String rows(String before, long count, String after) {
    return before + count + after + (count == 1 ? " row" : " rows");
  }

  private static StateSummary changing(OrderNode.Over node) {
    String keys = String.join(", ", Quoted.columns(node.input().schema(), node.partitionKeys()));
    return StateSummary.growing(
        "all rows" + (keys.isEmpty() ? "" : " per " + keys) + " in order, with their results",
        "grows with the input's rows; no watermark frees it",
        "OVER that is kept up to date keeps all rows, as any of them may be in the frame of a new"
            + " one: its state grows for as long as rows come");
  }

  private static StateSummary held(OrderNode.Over node) {
    return StateSummary.allRows(
        node.timeOrdered()
            ? "OVER with a frame to UNBOUNDED FOLLOWING holds all rows until the input ends, and"
                + " gives none before: end the frame at CURRENT ROW"
            : "OVER that is not ordered by event time holds all rows until the input ends, and"
                + " gives none before: order by an event-time column first, ascending");
  }
}
