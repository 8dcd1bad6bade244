package io.velostream.plan.explain;

import io.velostream.plan.Plan;
import io.velostream.plan.explain.Explanation.Detail;
import java.util.List;
import java.util.stream.Collectors;

/// A plan as a tree of text, the root first: what EXPLAIN prints.
///
/// Each operator has a line with its arguments, then one for its changelog and one for its state.
/// After the tree come where rows change cores, and the plan's warnings.
public final class PlanText {
  /// What every plan says about exchanges: a plan is one pipeline.
  static final String EXCHANGE = "none (one pipeline)";

  private final StringBuilder out = new StringBuilder();

  private PlanText() {}

  /// The text, each line ended by a line feed.
  public static String of(Plan plan) {
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
    text.line("exchange: " + EXCHANGE);
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
