package io.velostream.plan.explain;

import io.velostream.plan.Plan;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// EXPLAIN as JSON: the same facts as [PlanText].
public final class PlanJson {
  private final StringBuilder json = new StringBuilder();

  private PlanJson() {}

  /// One JSON object, on one line.
  public static String of(Plan plan) {
    PlanJson writer = new PlanJson();
    writer.plan(plan);
    return writer.json.toString();
  }

  private void plan(Plan plan) {
    json.append('{');
    plan.sink()
        .ifPresent(
            sink -> {
              field("sink", sink.name());
              json.append(',');
            });
    name("root");
    operator(OperatorDescriber.describe(plan.root()));
    json.append(',');
    name("oneRecordPerStep");
    json.append(plan.oneRecordPerStep()).append(',');
    name("pipelines");
    json.append("1,");
    name("warnings");
    json.append('[');
    separated(plan.warnings(), this::string);
    json.append("]}");
  }

  private void operator(OperatorDescription operator) {
    json.append('{');
    field("operator", operator.name());
    json.append(',');
    name("details");
    json.append('{');
    separated(List.copyOf(operator.details().entrySet()), this::field);
    json.append("},");
    field("changelog", operator.changelog());
    json.append(',');
    field("state", operator.state());
    json.append(',');
    name("inputs");
    json.append('[');
    separated(operator.inputs(), this::operator);
    json.append("]}");
  }

  private <T> void separated(List<T> values, Consumer<T> write) {
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        json.append(',');
      }
      write.accept(values.get(i));
    }
  }

  private void field(Map.Entry<String, String> entry) {
    field(entry.getKey(), entry.getValue());
  }

  private void field(String name, String value) {
    name(name);
    string(value);
  }

  private void name(String name) {
    string(name);
    json.append(':');
  }

  private void string(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < ' ') {
            json.append(String.format("\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}
