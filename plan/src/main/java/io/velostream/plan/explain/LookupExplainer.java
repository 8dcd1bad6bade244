package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.plan.LookupCache;
import io.velostream.plan.RowNode;
import io.velostream.plan.explain.Explanation.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Joins with what another table has at the moment.
final class LookupExplainer {
  private static final long MICROS_PER_MILLI = 1_000;

  private LookupExplainer() {}

  static Explanation explain(RowNode.LookupJoin join, List<Explanation> inputs) {
    Schema left = join.input().schema();
    Schema found = join.found();
    List<Detail> details = new ArrayList<>();
    details.add(new Detail.Text("kind", join.outer() ? "left" : "inner"));
    details.addAll(SourceExplainers.table(join.table()));
    details.add(
        new Detail.Listing(
            "on",
            join.keys().stream()
                .map(key ->
                    Quoted.column(left, key.left()) + " = " + Quoted.column(found, key.right()))
                .toList()));
    if (join.condition() != null) {
      details.add(new Detail.Text("where", ExpressionText.of(join.condition(), join.schema())));
    }
    details.add(new Detail.Listing("columns", Quoted.columns(found, join.allFound())));
    details.add(new Detail.Text("cache", name(join.cache())));
    return new Explanation(
        "LookupJoin", details, join.retracts(), state(join.cache()), Set.of(), inputs);
  }

  private static String name(LookupCache cache) {
    return switch (cache) {
      case LookupCache.None _ -> "none";
      case LookupCache.Partial _ -> "partial";
      case LookupCache.Full _ -> "full";
    };
  }

  private static StateSummary state(LookupCache cache) {
    return switch (cache) {
      case LookupCache.None _ -> StateSummary.NONE;
      case LookupCache.Partial partial ->
          StateSummary.bounded(
              "up to %,d rows that were looked up".formatted(partial.maxRows()),
              partial.expireMicros() == 0
                  ? "the one that was not asked for longest goes first"
                  : "a row goes %,d ms after it was looked up"
                      .formatted(partial.expireMicros() / MICROS_PER_MILLI));
      case LookupCache.Full full ->
          StateSummary.bounded(
              "all rows of the table that is looked up",
              full.reloadMicros() == 0
                  ? "it is read once"
                  : "it is read every %,d ms".formatted(full.reloadMicros() / MICROS_PER_MILLI));
    };
  }
}
