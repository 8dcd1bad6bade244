package io.velostream.plan.explain;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.Frame;
import io.velostream.plan.OverCall;
import io.velostream.plan.PlanNode;
import io.velostream.plan.SortKey;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.List;

/// What state an operator keeps and what bounds it. Sizes are estimates: the fixed part of a group's
/// key and accumulators, without text and without the table around it.
final class StateText {
  private static final String NONE = "none";
  private static final int LONG_BYTES = 8;
  private static final int WIDE_BYTES = 16;

  private StateText() {}

  static String of(PlanNode node) {
    return switch (node) {
      case PlanNode.Scan _, PlanNode.Values _, PlanNode.Calc _, PlanNode.UnionAll _ -> NONE;
      case PlanNode.Watermark _ -> "one timestamp";
      case PlanNode.WindowAssign n ->
          n.window() instanceof WindowSpec.Session
              ? "the rows of open sessions; " + closing(n, "their window_end")
              : NONE;
      case PlanNode.Aggregate n -> aggregate(n);
      case PlanNode.WindowAggregate n -> windowAggregate(n);
      case PlanNode.Over n -> over(n);
      case PlanNode.Sort n -> sort(n);
      case PlanNode.HoldUntilFinal n ->
          n.timeColumn().isPresent()
              ? "rows; " + closing(n, n.schema().field(n.timeColumn().getAsInt()).name())
              : "all rows until the end of the input" + sizedBy(n, "rows");
      case PlanNode.Throttle _ -> "the changes of one interval";
    };
  }

  /// Whether the state of this one operator can grow for ever.
  static boolean growsForEver(PlanNode node) {
    boolean kept =
        switch (node) {
          case PlanNode.Aggregate n -> !n.keys().isEmpty() && n.closingKey().isEmpty();
          case PlanNode.WindowAggregate _ -> !Traits.hasWatermark(node);
          case PlanNode.WindowAssign n ->
              n.window() instanceof WindowSpec.Session && !Traits.hasWatermark(node);
          case PlanNode.Over n -> !n.timeOrdered() || !n.partitionKeys().isEmpty();
          case PlanNode.Sort n ->
              n.closingColumn().isEmpty() && !n.keys().isEmpty() && n.limit().isEmpty();
          case PlanNode.HoldUntilFinal n -> n.timeColumn().isEmpty();
          case PlanNode.Scan _,
              PlanNode.Values _,
              PlanNode.Calc _,
              PlanNode.Watermark _,
              PlanNode.UnionAll _,
              PlanNode.Throttle _ ->
              false;
        };
    return kept && !Traits.isBounded(node);
  }

  private static String aggregate(PlanNode.Aggregate n) {
    Schema input = n.input().schema();
    String size = size(n.keys(), n.calls(), 0, n.input());
    if (n.keys().isEmpty()) {
      return size + " in all" + sets(n.calls(), n.input());
    }
    String keys = OperatorDescriber.names(input, n.keys());
    String bound =
        n.closingKey().isPresent()
            ? closing(n, input.field(n.keys().get(n.closingKey().getAsInt())).name())
            : grows(n, "distinct (" + keys + ")");
    return size + " per group" + sets(n.calls(), n.input()) + "; " + bound;
  }

  private static String windowAggregate(PlanNode.WindowAggregate n) {
    return size(n.keys(), n.calls(), 2, n.input())
        + " per group"
        + sets(n.calls(), n.input())
        + "; "
        + closing(n, "window_end");
  }

  private static String closing(PlanNode node, String column) {
    return Traits.hasWatermark(node)
        ? "expires when the watermark passes " + column
        : "kept until the end of the input: it has no watermark";
  }

  private static String grows(PlanNode node, String with) {
    return (Traits.isBounded(node) ? "bounded by the input: " : "unbounded: ")
        + "grows with "
        + with;
  }

  private static String sizedBy(PlanNode node, String what) {
    return "; " + grows(node, what);
  }

  private static String over(PlanNode.Over n) {
    if (!n.timeOrdered()) {
      return "all rows until the end of the input" + sizedBy(n, "rows");
    }
    Schema input = n.input().schema();
    String perPartition = n.calls().stream().map(StateText::kept).distinct().toList().toString();
    String kept = perPartition.substring(1, perPartition.length() - 1);
    return n.partitionKeys().isEmpty()
        ? kept
        : kept
            + " per partition; "
            + grows(n, "distinct (" + OperatorDescriber.names(input, n.partitionKeys()) + ")");
  }

  private static String kept(OverCall call) {
    return switch (call) {
      case OverCall.FrameAggregate c -> kept(c.frame());
      case OverCall.NthValue c -> kept(c.frame());
      case OverCall.Lag c -> c.offset() + " rows";
      case OverCall.Lead c -> c.offset() + " rows";
      case OverCall.Ranking _ -> "one counter";
    };
  }

  private static String kept(Frame frame) {
    return switch (frame.start()) {
      case Frame.Bound.UnboundedPreceding _ -> "one accumulator";
      case Frame.Bound.Preceding b ->
          frame.unit() == Frame.Unit.ROWS
              ? b.distance() + 1 + " rows"
              : "the rows of the frame";
      case Frame.Bound.CurrentRow _,
          Frame.Bound.Following _,
          Frame.Bound.UnboundedFollowing _ ->
          "the rows of the frame";
    };
  }

  private static String sort(PlanNode.Sort n) {
    if (n.keys().isEmpty()) {
      return "one counter";
    }
    if (n.closingColumn().isPresent()) {
      SortKey first = n.keys().getFirst();
      return "rows; " + closing(n, n.schema().field(first.column()).name());
    }
    return n.limit().isPresent() && !n.input().retracts()
        ? "the first " + (n.offset() + n.limit().getAsLong()) + " rows"
        : "all rows until the end of the input" + sizedBy(n, "rows");
  }

  private static String size(
      List<Integer> keys, List<AggregateCall> calls, int times, PlanNode input) {
    int bytes = times * LONG_BYTES;
    boolean text = false;
    for (int key : keys) {
      DataType type = input.schema().type(key);
      bytes += width(type);
      text |= type.lane() == Lane.BYTES;
    }
    for (AggregateCall call : calls) {
      bytes += accumulator(call);
    }
    return "about " + bytes + " B" + (text ? " and text" : "");
  }

  /// A sum and the count of its values, a count alone, a value, or three moments.
  private static int accumulator(AggregateCall call) {
    int value = width(call.type());
    return switch (call.function()) {
      case COUNT -> LONG_BYTES;
      case SUM, AVG -> value + LONG_BYTES;
      case MIN, MAX, FIRST_VALUE, LAST_VALUE, ANY_VALUE -> value;
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> 3 * LONG_BYTES;
    };
  }

  private static int width(DataType type) {
    return type.lane() == Lane.WIDE ? WIDE_BYTES : LONG_BYTES;
  }

  /// Values that must be kept one by one.
  private static String sets(List<AggregateCall> calls, PlanNode input) {
    List<String> sets = new ArrayList<>();
    for (AggregateCall call : calls) {
      boolean ordered =
          switch (call.function()) {
            case MIN, MAX, FIRST_VALUE, LAST_VALUE, ANY_VALUE -> input.retracts();
            case COUNT, SUM, AVG, VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> false;
          };
      if (call.distinct() || ordered) {
        sets.add(call.name());
      }
    }
    return sets.isEmpty() ? "" : " and the values of " + String.join(", ", sets);
  }
}
