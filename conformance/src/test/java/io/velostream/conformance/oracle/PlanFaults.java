package io.velostream.conformance.oracle;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.expression.function.FunctionCatalogue;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.AggregateFunction;
import io.velostream.plan.Frame;
import io.velostream.plan.GroupNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.OverCall;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// Faults that are changes of a plan.
final class PlanFaults {
  private static final long MICRO = 1;

  private PlanFaults() {}

  static PlanNode sumOffByOne(PlanNode node) {
    List<AggregateCall> calls = calls(node);
    Schema schema = node.schema();
    List<Expression> outputs = columns(schema);
    int first = schema.size() - calls.size();
    for (int i = 0; i < calls.size(); i++) {
      DataType type = schema.type(first + i);
      if (calls.get(i).function() == AggregateFunction.SUM && type instanceof DataType.Integral) {
        Expression one = new Expression.Literal(1L, DataType.BIGINT);
        outputs.set(first + i, call("+", List.of(outputs.get(first + i), one), type));
      }
    }
    return calls.isEmpty() ? node : new RowNode.Calc(node, null, outputs, schema);
  }

  /// A row exactly on a border falls into the window before.
  static PlanNode windowBorder(PlanNode node) {
    if (!(node instanceof GroupNode.WindowAggregate n)) {
      return node;
    }
    List<Expression> outputs = columns(n.input().schema());
    DataType interval = new DataType.Interval(DataType.Interval.Family.DAY_TIME);
    outputs.set(
        n.timeColumn(),
        call(
            "-",
            List.of(outputs.get(n.timeColumn()), new Expression.Literal(MICRO, interval)),
            n.input().schema().type(n.timeColumn())));
    return withInput(n, new RowNode.Calc(n.input(), null, outputs, n.input().schema()));
  }

  static PlanNode nullGroupLost(PlanNode node) {
    List<Integer> keys =
        switch (node) {
          case GroupNode.Aggregate n -> n.keys();
          case GroupNode.WindowAggregate n -> n.keys();
          default -> List.of();
        };
    if (keys.isEmpty()) {
      return node;
    }
    PlanNode input = node.inputs().getFirst();
    List<Expression> columns = columns(input.schema());
    List<Expression> present = new ArrayList<>();
    keys.forEach(k -> present.add(new Expression.Not(new Expression.IsNull(columns.get(k)))));
    return withInput(
        node, new RowNode.Calc(input, new Expression.And(present), columns, input.schema()));
  }

  static PlanNode nullAsZero(PlanNode node) {
    Set<Integer> arguments = new TreeSet<>();
    calls(node).forEach(c -> arguments.addAll(c.arguments()));
    if (arguments.isEmpty()) {
      return node;
    }
    PlanNode input = node.inputs().getFirst();
    List<Expression> outputs = columns(input.schema());
    for (int argument : arguments) {
      DataType type = input.schema().type(argument);
      if (type.lane() == Lane.LONG) {
        outputs.set(
            argument,
            new Expression.Coalesce(
                List.of(outputs.get(argument), new Expression.Literal(0L, type)), type));
      }
    }
    return withInput(node, new RowNode.Calc(input, null, outputs, input.schema()));
  }

  static PlanNode minAndMaxSwapped(PlanNode node) {
    return withCalls(
        node,
        c ->
            withFunction(
                c,
                switch (c.function()) {
                  case MIN -> AggregateFunction.MAX;
                  case MAX -> AggregateFunction.MIN;
                  default -> c.function();
                }));
  }

  static PlanNode filterIgnored(PlanNode node) {
    return withCalls(
        node,
        c ->
            new AggregateCall(
                c.function(),
                c.arguments(),
                c.distinct(),
                OptionalInt.empty(),
                c.order(),
                c.parameters(),
                c.type(),
                c.name()));
  }

  static PlanNode distinctIgnored(PlanNode node) {
    return withCalls(
        node,
        c ->
            new AggregateCall(
                c.function(),
                c.arguments(),
                false,
                c.filter(),
                c.order(),
                c.parameters(),
                c.type(),
                c.name()));
  }

  /// WHERE keeps a row whose condition is unknown.
  static PlanNode unknownTakenForTrue(PlanNode node) {
    if (!(node instanceof RowNode.Calc n) || n.filter() == null) {
      return node;
    }
    Expression loose = new Expression.Or(List.of(n.filter(), new Expression.IsNull(n.filter())));
    return new RowNode.Calc(n.input(), loose, n.outputs(), n.schema());
  }

  static PlanNode frameTooShort(PlanNode node) {
    if (!(node instanceof OrderNode.Over n)) {
      return node;
    }
    List<OverCall> calls = new ArrayList<>();
    for (OverCall call : n.calls()) {
      calls.add(
          call instanceof OverCall.FrameAggregate f
              ? new OverCall.FrameAggregate(
                  f.function(),
                  f.arguments(),
                  f.parameters(),
                  f.distinct(),
                  f.filter(),
                  shorter(f.frame()),
                  f.ignoreNulls(),
                  f.type(),
                  f.name(),
                  f.user())
              : call);
    }
    List<SortKey> order = n.order();
    return new OrderNode.Over(
        n.input(), n.partitionKeys(), order, n.timeOrdered(), calls, n.emission(), n.schema());
  }

  /// The watermark stays at the epoch.
  static PlanNode lateRowsAccepted(PlanNode node) {
    return node instanceof RowNode.Watermark n
        ? new RowNode.Watermark(
            n.input(), n.timeColumn(), new Expression.Literal(0L, n.watermark().type()))
        : node;
  }

  private static Frame shorter(Frame frame) {
    return frame.start() instanceof Frame.Bound.Preceding(long distance) && distance > 0
        ? new Frame(frame.unit(), new Frame.Bound.Preceding(distance - 1), frame.end())
        : frame;
  }

  private static AggregateCall withFunction(AggregateCall call, AggregateFunction function) {
    return new AggregateCall(
        function,
        call.arguments(),
        call.distinct(),
        call.filter(),
        call.order(),
        call.parameters(),
        call.type(),
        call.name());
  }

  private static List<AggregateCall> calls(PlanNode node) {
    return switch (node) {
      case GroupNode.Aggregate n -> n.calls();
      case GroupNode.WindowAggregate n -> n.calls();
      default -> List.of();
    };
  }

  private static PlanNode withCalls(PlanNode node, UnaryOperator<AggregateCall> change) {
    return switch (node) {
      case GroupNode.Aggregate n ->
          new GroupNode.Aggregate(
              n.input(),
              n.keys(),
              n.calls().stream().map(change).toList(),
              n.closingKey(),
              n.emission(),
              n.schema());
      case GroupNode.WindowAggregate n ->
          new GroupNode.WindowAggregate(
              n.input(),
              n.window(),
              n.timeColumn(),
              n.keys(),
              n.calls().stream().map(change).toList(),
              n.emission(),
              n.schema());
      default -> node;
    };
  }

  private static PlanNode withInput(PlanNode node, PlanNode input) {
    return switch (node) {
      case GroupNode.Aggregate n ->
          new GroupNode.Aggregate(
              input, n.keys(), n.calls(), n.closingKey(), n.emission(), n.schema());
      case GroupNode.WindowAggregate n ->
          new GroupNode.WindowAggregate(
              input, n.window(), n.timeColumn(), n.keys(), n.calls(), n.emission(), n.schema());
      default -> node;
    };
  }

  private static List<Expression> columns(Schema schema) {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(new Expression.Column(i, schema.type(i), schema.field(i).nullable()));
    }
    return columns;
  }

  private static Expression call(String name, List<Expression> arguments, DataType type) {
    return FunctionCatalogue.call(name, arguments, type, SourcePosition.NONE).orElseThrow();
  }
}
