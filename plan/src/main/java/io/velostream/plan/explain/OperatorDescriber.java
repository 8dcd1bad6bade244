package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.Emission;
import io.velostream.plan.Frame;
import io.velostream.plan.OverCall;
import io.velostream.plan.PlanNode;
import io.velostream.plan.SortKey;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Puts plan nodes into words.
final class OperatorDescriber {
  private OperatorDescriber() {}

  static OperatorDescription describe(PlanNode node) {
    return new OperatorDescription(
        node.getClass().getSimpleName(),
        details(node),
        node.retracts() ? "retracts" : "append-only",
        StateText.of(node),
        node.inputs().stream().map(OperatorDescriber::describe).toList());
  }

  private static Map<String, String> details(PlanNode node) {
    Map<String, String> details = new LinkedHashMap<>();
    switch (node) {
      case PlanNode.Scan n -> {
        details.put("table", n.table().name());
        details.put("columns", names(n.schema()));
      }
      case PlanNode.Values n -> {
        details.put("rows", Integer.toString(n.rows().size()));
        details.put("columns", names(n.schema()));
      }
      case PlanNode.Calc n -> calc(n, details);
      case PlanNode.Watermark n -> {
        details.put("time", name(n.schema(), n.timeColumn()));
        details.put("watermark", ExpressionText.of(n.watermark(), n.schema()));
      }
      case PlanNode.WindowAssign n -> {
        details.put("window", window(n.window()));
        details.put("time", name(n.input().schema(), n.timeColumn()));
        if (!n.sessionKeys().isEmpty()) {
          details.put("keys", names(n.input().schema(), n.sessionKeys()));
        }
      }
      case PlanNode.Aggregate n -> {
        if (!n.keys().isEmpty()) {
          details.put("keys", names(n.input().schema(), n.keys()));
        }
        calls(n.calls(), n.input().schema(), details);
        n.closingKey().ifPresent(key -> details.put("closes by", closing(n, key)));
        details.put("emit", emission(n.emission()));
      }
      case PlanNode.WindowAggregate n -> {
        details.put("window", window(n.window()));
        details.put("time", name(n.input().schema(), n.timeColumn()));
        if (!n.keys().isEmpty()) {
          details.put("keys", names(n.input().schema(), n.keys()));
        }
        calls(n.calls(), n.input().schema(), details);
        details.put("emit", emission(n.emission()));
      }
      case PlanNode.Over n -> over(n, details);
      case PlanNode.Sort n -> sort(n, details);
      case PlanNode.UnionAll _ -> {}
      case PlanNode.HoldUntilFinal n -> time(n.timeColumn(), n.schema(), details);
      case PlanNode.Throttle n -> details.put("every", DurationText.of(n.intervalMicros()));
    }
    return details;
  }

  private static void calc(PlanNode.Calc calc, Map<String, String> details) {
    Schema input = calc.input().schema();
    if (calc.filter() != null) {
      details.put("filter", ExpressionText.of(calc.filter(), input));
    }
    List<String> outputs = new ArrayList<>();
    for (int i = 0; i < calc.outputs().size(); i++) {
      String text = ExpressionText.of(calc.outputs().get(i), input);
      String name = name(calc.schema(), i);
      outputs.add(text.equals(name) ? name : name + " = " + text);
    }
    details.put("columns", String.join(", ", outputs));
  }

  private static void calls(
      List<AggregateCall> calls, Schema input, Map<String, String> details) {
    if (!calls.isEmpty()) {
      details.put(
          "calls",
          calls.stream()
              .map(call -> call.name() + " = " + call(call, input))
              .collect(Collectors.joining(", ")));
    }
  }

  private static String call(AggregateCall call, Schema input) {
    String arguments =
        call.arguments().isEmpty()
            ? "*"
            : (call.distinct() ? "DISTINCT " : "") + names(input, call.arguments());
    String filter =
        call.filter().isPresent()
            ? " FILTER (WHERE " + name(input, call.filter().getAsInt()) + ")"
            : "";
    return call.function() + "(" + arguments + ")" + filter;
  }

  private static String closing(PlanNode.Aggregate aggregate, int key) {
    return name(aggregate.input().schema(), aggregate.keys().get(key));
  }

  private static void over(PlanNode.Over over, Map<String, String> details) {
    Schema input = over.input().schema();
    if (!over.partitionKeys().isEmpty()) {
      details.put("partition by", names(input, over.partitionKeys()));
    }
    if (!over.order().isEmpty()) {
      details.put("order by", order(over.order(), input));
    }
    details.put(
        "calls",
        over.calls().stream()
            .map(call -> call.name() + " = " + call(call, input))
            .collect(Collectors.joining(", ")));
    details.put("rows go on", over.timeOrdered() ? "with the watermark" : "at the end of the input");
  }

  private static String call(OverCall call, Schema input) {
    return switch (call) {
      case OverCall.FrameAggregate c ->
          "%s(%s%s) %s"
              .formatted(
                  c.function(),
                  c.distinct() ? "DISTINCT " : "",
                  c.arguments().isEmpty() ? "*" : names(input, c.arguments()),
                  frame(c.frame()));
      case OverCall.NthValue c ->
          "NTH_VALUE(%s, %d) %s".formatted(name(input, c.argument()), c.n(), frame(c.frame()));
      case OverCall.Lag c -> "LAG(%s, %d)".formatted(name(input, c.argument()), c.offset());
      case OverCall.Lead c -> "LEAD(%s, %d)".formatted(name(input, c.argument()), c.offset());
      case OverCall.Ranking c -> c.kind() + "()";
    };
  }

  private static String frame(Frame frame) {
    return "%s %s to %s".formatted(frame.unit(), bound(frame.start()), bound(frame.end()));
  }

  private static String bound(Frame.Bound bound) {
    return switch (bound) {
      case Frame.Bound.UnboundedPreceding _ -> "start";
      case Frame.Bound.Preceding b -> "-" + b.distance();
      case Frame.Bound.CurrentRow _ -> "current";
      case Frame.Bound.Following b -> "+" + b.distance();
      case Frame.Bound.UnboundedFollowing _ -> "end";
    };
  }

  private static void sort(PlanNode.Sort sort, Map<String, String> details) {
    if (!sort.keys().isEmpty()) {
      details.put("order by", order(sort.keys(), sort.schema()));
    }
    if (sort.offset() > 0) {
      details.put("offset", Long.toString(sort.offset()));
    }
    sort.limit().ifPresent(limit -> details.put("limit", Long.toString(limit)));
    time(sort.closingColumn(), sort.schema(), details);
  }

  private static void time(OptionalInt column, Schema schema, Map<String, String> details) {
    details.put(
        "rows go on",
        column.isPresent()
            ? "when the watermark passes " + name(schema, column.getAsInt())
            : "at the end of the input");
  }

  private static String order(List<SortKey> keys, Schema schema) {
    return keys.stream()
        .map(
            key ->
                name(schema, key.column())
                    + (key.descending() ? " DESC" : "")
                    // NULL counts as the largest value unless said otherwise.
                    + (key.nullsFirst() == key.descending()
                        ? ""
                        : key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST"))
        .collect(Collectors.joining(", "));
  }

  static String window(WindowSpec window) {
    return switch (window) {
      case WindowSpec.Tumble w ->
          "TUMBLE(" + DurationText.of(w.size()) + offset(w.offset()) + ")";
      case WindowSpec.Hop w ->
          "HOP(%s, %s%s)"
              .formatted(DurationText.of(w.slide()), DurationText.of(w.size()), offset(w.offset()));
      case WindowSpec.Cumulate w ->
          "CUMULATE(%s, %s%s)"
              .formatted(DurationText.of(w.step()), DurationText.of(w.size()), offset(w.offset()));
      case WindowSpec.Session w -> "SESSION(" + DurationText.of(w.gap()) + ")";
    };
  }

  private static String offset(long micros) {
    return micros == 0 ? "" : ", offset " + DurationText.of(micros);
  }

  private static String emission(Emission emission) {
    return emission.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String names(Schema schema) {
    return schema.fields().stream().map(f -> f.name()).collect(Collectors.joining(", "));
  }

  static String names(Schema schema, List<Integer> columns) {
    return columns.stream().map(c -> name(schema, c)).collect(Collectors.joining(", "));
  }

  private static String name(Schema schema, int column) {
    return schema.field(column).name();
  }
}
