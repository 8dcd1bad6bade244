package io.velostream.plan.explain;

import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import java.util.Map;
import java.util.stream.Collectors;

/// The text of EXPLAIN.
public final class PlanText {
  private static final String INDENT = "  ";

  private PlanText() {}

  /// One line per operator, inputs indented: what it does, without state and changelog.
  public static String outline(PlanNode root) {
    StringBuilder text = new StringBuilder();
    outline(OperatorDescriber.describe(root), 0, text);
    return text.toString();
  }

  /// All of it: the operators with their changelogs and states, the sink, and warnings.
  public static String of(Plan plan) {
    StringBuilder text = new StringBuilder();
    int depth = 0;
    if (plan.sink().isPresent()) {
      text.append("Sink table=").append(plan.sink().get().name()).append('\n');
      depth = 1;
    }
    full(OperatorDescriber.describe(plan.root()), depth, text);
    text.append("Steps: ")
        .append(plan.oneRecordPerStep() ? "every record" : "a batch of input")
        .append('\n');
    text.append("Cores: 1 pipeline; rows do not change cores\n");
    for (String warning : plan.warnings()) {
      text.append("Warning: ").append(warning).append('\n');
    }
    return text.toString();
  }

  private static void outline(OperatorDescription operator, int depth, StringBuilder text) {
    text.append(INDENT.repeat(depth)).append(line(operator)).append('\n');
    operator.inputs().forEach(input -> outline(input, depth + 1, text));
  }

  private static void full(OperatorDescription operator, int depth, StringBuilder text) {
    String indent = INDENT.repeat(depth);
    text.append(indent).append(line(operator)).append('\n');
    text.append(indent).append("| changelog: ").append(operator.changelog()).append('\n');
    text.append(indent).append("| state: ").append(operator.state()).append('\n');
    operator.inputs().forEach(input -> full(input, depth + 1, text));
  }

  private static String line(OperatorDescription operator) {
    String details =
        operator.details().entrySet().stream()
            .map(PlanText::detail)
            .collect(Collectors.joining(" "));
    return details.isEmpty() ? operator.name() : operator.name() + " " + details;
  }

  private static String detail(Map.Entry<String, String> detail) {
    return detail.getKey() + "=[" + detail.getValue() + "]";
  }
}
