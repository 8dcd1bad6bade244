package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Column;
import io.velostream.plan.CombineNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.explain.Explanation.Detail;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Nodes that take each row for itself and keep none.
final class RowExplainers {
  private RowExplainers() {}

  static Explanation calc(RowNode.Calc calc, List<Explanation> inputs) {
    Schema input = calc.input().schema();
    List<Detail> details = new ArrayList<>();
    Expression filter = calc.filter();
    if (filter != null) {
      details.add(new Detail.Text("where", ExpressionText.of(filter, input)));
    }
    List<String> outputs =
        IntStream.range(0, calc.outputs().size()).mapToObj(i -> output(calc, i, input)).toList();
    if (filter == null || !isIdentity(calc, input)) {
      details.add(new Detail.Listing("select", outputs));
    }
    Set<Integer> inputTimes = inputs.getFirst().eventTime();
    Set<Integer> times = new HashSet<>();
    for (int i = 0; i < calc.outputs().size(); i++) {
      if (calc.outputs().get(i) instanceof Column column && inputTimes.contains(column.index())) {
        times.add(i);
      }
    }
    return new Explanation("Calc", details, calc.retracts(), StateSummary.NONE, times, inputs);
  }

  private static String output(RowNode.Calc calc, int index, Schema input) {
    String name = Quoted.column(calc.schema(), index);
    String value = ExpressionText.of(calc.outputs().get(index), input);
    return value.equals(name) ? name : name + " = " + value;
  }

  private static boolean isIdentity(RowNode.Calc calc, Schema input) {
    return calc.outputs().size() == input.size()
        && IntStream.range(0, input.size())
            .allMatch(i ->
                calc.outputs().get(i) instanceof Column column
                    && column.index() == i
                    && calc.schema().field(i).name().equals(input.field(i).name()));
  }

  static Explanation expand(RowNode.Expand expand, List<Explanation> inputs) {
    Schema input = expand.input().schema();
    List<Detail> details = new ArrayList<>();
    for (List<Expression> row : expand.outputs()) {
      details.add(
          new Detail.Listing(
              "row", row.stream().map(value -> ExpressionText.of(value, input)).toList()));
    }
    return new Explanation(
        "Expand", details, expand.retracts(), StateSummary.NONE, Set.of(), inputs);
  }

  static Explanation watermark(RowNode.Watermark watermark, List<Explanation> inputs) {
    Schema schema = watermark.schema();
    List<Detail> details =
        List.of(
            new Detail.Text("for", Quoted.column(schema, watermark.timeColumn())),
            new Detail.Text("as", ExpressionText.of(watermark.watermark(), schema)));
    Set<Integer> times = Explanation.timesAnd(inputs, watermark.timeColumn());
    return new Explanation(
        "Watermark", details, watermark.retracts(), StateSummary.NONE, times, inputs);
  }

  /// The watermark of a union is the least of its inputs'.
  static Explanation tableFunction(RowNode.TableFunctionCall node, List<Explanation> inputs) {
    Schema input = node.input().schema();
    List<Detail> details = new ArrayList<>();
    details.add(
        new Detail.Text(
            "call",
            Quoted.name(node.call().function().name())
                + "("
                + String.join(", ", Quoted.columns(input, node.arguments()))
                + ")"));
    details.add(
        new Detail.Listing(
            "columns",
            Quoted.columns(
                node.schema(), IntStream.range(0, node.schema().size()).boxed().toList())));
    if (node.outer()) {
      details.add(new Detail.Text("rows", "outer"));
    }
    Set<Integer> times = new HashSet<>();
    for (int i = 0; i < node.passed().size(); i++) {
      if (inputs.getFirst().eventTime().contains(node.passed().get(i))) {
        times.add(i);
      }
    }
    return new Explanation(
        "TableFunction", details, node.retracts(), StateSummary.NONE, times, inputs);
  }

  static Explanation unionAll(CombineNode.UnionAll union, List<Explanation> inputs) {
    Set<Integer> times = new HashSet<>();
    if (!inputs.isEmpty()) {
      times.addAll(inputs.getFirst().eventTime());
      inputs.forEach(input -> times.retainAll(input.eventTime()));
    }
    return new Explanation(
        "UnionAll", List.of(), union.retracts(), StateSummary.NONE, times, inputs);
  }
}
