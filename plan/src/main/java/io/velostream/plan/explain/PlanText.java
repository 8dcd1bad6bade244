package io.velostream.plan.explain;

import io.velostream.plan.Plan;
import io.velostream.plan.explain.Explanation.Detail;
import io.velostream.plan.stage.Sharing;
import java.util.List;
import java.util.stream.Collectors;

/// A plan as a tree of text, the root first: what EXPLAIN prints.
///
/// Each operator has a line with its arguments, then one for its changelog and one for its state.
/// After the tree come where rows change cores, and the plan's warnings.
public final class PlanText {
  private final StringBuilder out = new StringBuilder();

  private PlanText() {}

  /// The text of a plan that runs in one pipeline, each line ended by a line feed.
  public static String of(Plan plan) {
    return of(plan, Sharing.NONE);
  }

  /// The text of a plan that runs in so many pipelines.
  public static String of(Plan plan, Sharing sharing) {
    return of(plan, ExchangeText.of(plan, sharing));
  }

  /// The text of plans that run side by side, one behind the other.
  public static String of(List<Plan> plans, Sharing sharing) {
    List<List<String>> exchanges = ExchangeText.of(plans, sharing);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < plans.size(); i++) {
      all.append(of(plans.get(i), exchanges.get(i)));
    }
    return all.toString();
  }

  private static String of(Plan plan, List<String> exchanges) {
    PlanText text = new PlanText();
    Explanation root = NodeExplainers.explain(plan.root());
    if (plan.sink().isPresent()) {
      text.line("Sink " + details(SourceExplainers.table(plan.sink().get())));
      text.operator(root, "└─ ", "   ");
    } else {
      text.operator(root, "", "");
    }
    if (plan.oneRecordPerStep()) {
      text.line("step: one record");
    }
    exchanges.forEach(exchange -> text.line("exchange: " + exchange));
    plan.warnings().forEach(warning -> text.line("warning: " + warning));
    return text.out.toString();
  }

  private void operator(Explanation node, String head, String indent) {
    String arguments = details(node.details());
    line(head + node.operator() + (arguments.isEmpty() ? "" : " " + arguments));
    List<Explanation> inputs = node.inputs();
    String rest = indent + (inputs.isEmpty() ? "     " : "│    ");
    line(rest + "changelog: " + node.changelog());
    line(rest + "state: " + node.state().line());
    for (int i = 0; i < inputs.size(); i++) {
      boolean last = i == inputs.size() - 1;
      operator(inputs.get(i), indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "));
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private static String details(List<Detail> details) {
    return details.stream()
        .map(detail ->
            switch (detail) {
              case Detail.Text(String name, String value) -> name + " " + value;
              case Detail.Listing(String name, List<String> values) ->
                  name + " [" + String.join(", ", values) + "]";
            })
        .collect(Collectors.joining(" "));
  }
}
