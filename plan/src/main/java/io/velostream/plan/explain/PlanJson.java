package io.velostream.plan.explain;

import io.velostream.plan.Plan;
import io.velostream.plan.explain.Explanation.Detail;
import io.velostream.plan.stage.Sharing;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// A plan as a JSON object, with what [PlanText] says:
///
/// ```
/// {"sink": {"table": …, "connector": …} or null,
///  "oneRecordPerStep": false,
///  "operators": {"operator": "Aggregate",
///                "details": {"keys": […], "emit": "changes"},
///                "changelog": "append-only" or "retracts",
///                "state": {"description": …, "bytesPerKey": number or null, "bound": …},
///                "inputs": [operators below, of the same form]},
///  "exchange": …,
///  "warnings": […]}
/// ```
public final class PlanJson {
  private final JsonWriter json = new JsonWriter();

  private PlanJson() {}

  /// The JSON text, ended by a line feed.
  public static String of(Plan plan) {
    return of(plan, Sharing.NONE);
  }

  /// The text of a plan that runs in so many pipelines.
  public static String of(Plan plan, Sharing sharing) {
    return of(plan, ExchangeText.of(plan, sharing));
  }

  /// The texts of plans that run side by side, by plan.
  public static List<String> of(List<Plan> plans, Sharing sharing) {
    List<List<String>> exchanges = ExchangeText.of(plans, sharing);
    return IntStream.range(0, plans.size())
        .mapToObj(i -> of(plans.get(i), exchanges.get(i)))
        .toList();
  }

  private static String of(Plan plan, List<String> exchanges) {
    PlanJson writer = new PlanJson();
    writer.plan(plan, exchanges);
    return writer.json.text();
  }

  private void plan(Plan plan, List<String> exchanges) {
    json.beginObject().name("sink");
    if (plan.sink().isPresent()) {
      details(SourceExplainers.table(plan.sink().get()));
    } else {
      json.nullValue();
    }
    json.name("oneRecordPerStep").value(plan.oneRecordPerStep()).name("operators");
    operator(NodeExplainers.explain(plan.root()));
    json.name("exchange").value(String.join("; ", exchanges));
    json.name("warnings").value(plan.warnings()).endObject();
  }

  private void operator(Explanation node) {
    json.beginObject().name("operator").value(node.operator()).name("details");
    details(node.details());
    json.name("changelog").value(node.changelog()).name("state");
    state(node.state());
    json.name("inputs").beginArray();
    node.inputs().forEach(this::operator);
    json.endArray().endObject();
  }

  private void state(StateSummary state) {
    json.beginObject().name("description").value(state.description()).name("bytesPerKey");
    if (state.bytesPerKey().isPresent()) {
      json.value(state.bytesPerKey().getAsLong());
    } else {
      json.nullValue();
    }
    json.name("bound").value(state.bound()).endObject();
  }

  private void details(List<Detail> details) {
    json.beginObject();
    for (Detail detail : details) {
      json.name(key(detail.name()));
      switch (detail) {
        case Detail.Text text -> json.value(text.value());
        case Detail.Listing listing -> json.value(listing.values());
      }
    }
    json.endObject();
  }

  /// `partition by` as `partitionBy`.
  private static String key(String words) {
    StringBuilder key = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      key.append(
          key.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return key.toString();
  }
}
