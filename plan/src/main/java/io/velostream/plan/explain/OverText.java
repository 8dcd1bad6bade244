package io.velostream.plan.explain;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression.Literal;
import io.velostream.plan.Frame;
import io.velostream.plan.OrderNode;
import io.velostream.plan.OverCall;
import java.math.BigDecimal;

/// The words of window functions and their frames.
final class OverText {
  private final Schema input;
  private final OrderNode.Over node;

  OverText(OrderNode.Over node) {
    this.node = node;
    input = node.input().schema();
  }

  /// `name = AVG(price) ROWS BETWEEN 99 PRECEDING AND CURRENT ROW`.
  String of(OverCall call) {
    return Quoted.name(call.name()) + " = " + function(call);
  }

  private String function(OverCall call) {
    return switch (call) {
      case OverCall.FrameAggregate c ->
          AggregateText.function(c, input)
              + AggregateText.filter(c.filter(), input)
              + nulls(c.ignoreNulls())
              + " "
              + frame(c.frame());
      case OverCall.NthValue c ->
          "NTH_VALUE(%s, %d)%s %s"
              .formatted(column(c.argument()), c.n(), nulls(c.ignoreNulls()), frame(c.frame()));
      case OverCall.Lag c ->
          shifted("LAG", c.argument(), c.offset(), c.otherwise()) + nulls(c.ignoreNulls());
      case OverCall.Lead c ->
          shifted("LEAD", c.argument(), c.offset(), c.otherwise()) + nulls(c.ignoreNulls());
      case OverCall.Ranking c -> c.kind() + "()";
      case OverCall.Distribution c -> c.kind() + (c.buckets() > 0 ? "(" + c.buckets() + ")" : "()");
    };
  }

  private static String nulls(boolean ignored) {
    return ignored ? " IGNORE NULLS" : "";
  }

  private String shifted(String name, int argument, long offset, Literal otherwise) {
    String last = otherwise.value() == null ? "" : ", " + LiteralText.of(otherwise).text();
    return name + "(" + column(argument) + ", " + offset + last + ")";
  }

  private String frame(Frame frame) {
    return frame.unit()
        + " BETWEEN "
        + bound(frame.unit(), frame.start())
        + " AND "
        + bound(frame.unit(), frame.end());
  }

  private String bound(Frame.Unit unit, Frame.Bound bound) {
    return switch (bound) {
      case Frame.Bound.UnboundedPreceding _ -> "UNBOUNDED PRECEDING";
      case Frame.Bound.Preceding(long distance) -> distance(unit, distance) + " PRECEDING";
      case Frame.Bound.CurrentRow _ -> "CURRENT ROW";
      case Frame.Bound.Following(long distance) -> distance(unit, distance) + " FOLLOWING";
      case Frame.Bound.UnboundedFollowing _ -> "UNBOUNDED FOLLOWING";
    };
  }

  private String distance(Frame.Unit unit, long distance) {
    return switch (unit) {
      case ROWS -> Long.toString(distance);
      case RANGE -> range(distance);
    };
  }

  /// A distance between values of the order column.
  String range(long distance) {
    if (node.order().isEmpty()) {
      return Long.toString(distance);
    }
    return switch (input.type(node.order().getFirst().column())) {
      case DataType.Timestamp _, DataType.Time _ -> Intervals.micros(distance);
      case DataType.Date _ -> Intervals.days(distance);
      case DataType.Interval interval -> Intervals.of(interval.family(), distance);
      case DataType.Decimal decimal ->
          BigDecimal.valueOf(distance, decimal.scale()).toPlainString();
      case DataType.Bool _,
          DataType.Integral _,
          DataType.Floating _,
          DataType.Char _,
          DataType.Varchar _,
          DataType.Varbinary _,
          DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Geometry _,
          DataType.Null _ ->
          Long.toString(distance);
    };
  }

  private String column(int index) {
    return Quoted.column(input, index);
  }
}
