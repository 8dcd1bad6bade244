package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.plan.CombineNode;
import io.velostream.plan.explain.Explanation.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Joins with the one next row.
final class AsofExplainer {
  private AsofExplainer() {}

  static Explanation explain(CombineNode.AsofJoin join, List<Explanation> inputs) {
    Schema left = join.left().schema();
    Schema right = join.right().schema();
    List<Detail> details = new ArrayList<>();
    details.add(new Detail.Text("kind", join.outer() ? "left" : "inner"));
    if (!join.keys().isEmpty()) {
      details.add(
          new Detail.Listing(
              "on",
              join.keys().stream()
                  .map(key ->
                      Quoted.column(left, key.left()) + " = " + Quoted.column(right, key.right()))
                  .toList()));
    }
    String time = Quoted.column(left, join.leftOrder());
    String version = Quoted.column(right, join.rightOrder());
    String comparison = (join.following() ? "<" : ">") + (join.strict() ? "" : "=");
    details.add(new Detail.Text("nearest", time + " " + comparison + " " + version));
    return new Explanation(
        "AsofJoin",
        details,
        join.retracts(),
        state(join, time, version),
        join.timed() ? Set.of(join.leftOrder()) : Set.of(),
        inputs);
  }

  private static StateSummary state(CombineNode.AsofJoin join, String time, String version) {
    if (!join.timed()) {
      return StateSummary.growing(
          "all rows of both inputs",
          "grows with the inputs; no watermark frees it",
          "an ASOF JOIN whose right rows may still come keeps all rows of both inputs: its state"
              + " grows for as long as rows come; a WATERMARK for both times bounds it");
    }
    String freed =
        "left rows go when the watermark passes %s, right rows when it passes a later %s"
            .formatted(time, version);
    if (join.keys().isEmpty()) {
      return StateSummary.bounded("left rows that wait, right rows from the last one on", freed);
    }
    String keys =
        String.join(
            ", ",
            join.keys().stream()
                .map(key -> Quoted.column(join.right().schema(), key.right()))
                .toList());
    return StateSummary.growing(
        "left rows that wait, right rows from the last one per %s on".formatted(keys),
        freed,
        "a join with the last row per %s keeps a row of every %s: its state grows for as long as new"
                .formatted(keys, keys)
            + " values come");
  }
}
