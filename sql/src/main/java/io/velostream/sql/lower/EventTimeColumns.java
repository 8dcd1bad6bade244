package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.plan.CombineNode;
import io.velostream.plan.Emission;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.JoinInterval;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// What the columns of a node's output promise about event time.
///
/// The promise of each [Kind] is about rows that come after a watermark, rows that are late already
/// left aside.
public final class EventTimeColumns {
  /// What a column promises.
  public enum Kind {
    /// Nothing.
    NONE,
    /// After watermark w no row has a value below w.
    ROW_TIME,
    /// The end of a window: after watermark w no row has a value of w or below. A group by it is
    /// complete when the watermark reaches its value.
    WINDOW_END,
    /// A window's end less one millisecond. As ROW_TIME for the sake of further windows, whose
    /// borders lie on whole milliseconds; a watermark in that last millisecond breaks the promise,
    /// so that nothing else may rely on it.
    WINDOW_TIME,
    /// The processing time of the step in which the row came here: nothing about the watermark that
    /// there is, but [ClockTimes] puts one there of which it is the event time.
    CLOCK_TIME;

    /// Whether rows can be put in order, and let go, by such a column.
    boolean ordersRows() {
      return this == ROW_TIME || this == WINDOW_END;
    }
  }

  private static final long MICROS_PER_MILLI = 1_000;

  private static final Expression ONE_MILLI =
      new Expression.Literal(
          MICROS_PER_MILLI, new DataType.Interval(DataType.Interval.Family.DAY_TIME));

  private EventTimeColumns() {}

  /// One kind per output column.
  public static List<Kind> of(PlanNode node) {
    return switch (node) {
      case LeafNode.Scan n -> none(n.schema());
      case LeafNode.Values n -> none(n.schema());
      case RowNode.Calc n -> ofCalc(n);
      case RowNode.Expand n -> ofExpand(n);
      case RowNode.Watermark n -> ofWatermark(n);
      case RowNode.WindowAssign n -> ofWindowAssign(n);
      case RowNode.TableFunctionCall n -> ofTableFunction(n);
      case GroupNode.Aggregate n -> ofAggregate(n);
      case GroupNode.WindowAggregate n -> ofWindowAggregate(n);
      case OrderNode.Over n -> ofOver(n);
      // A match may be found long after its rows.
      case OrderNode.Match n -> none(n.schema());
      case OrderNode.TopN n -> ofTop(n);
      case OrderNode.Sort n -> n.closingColumn().isPresent() ? held(n.input()) : none(n.schema());
      case CombineNode.Join n -> ofJoin(n);
      case CombineNode.AsofJoin n -> ofAsofJoin(n);
      case RowNode.LookupJoin n -> ofLookupJoin(n);
      case CombineNode.SetOperation n -> none(n.schema());
      case CombineNode.Recursion n -> none(n.schema());
      case LeafNode.RoundInput n -> none(n.schema());
      case CombineNode.UnionAll n -> ofUnion(n);
      case HoldNode.HoldUntilFinal n ->
          n.timeColumn().isPresent() ? held(n.input()) : none(n.schema());
      case HoldNode.Throttle n -> none(n.schema());
    };
  }

  /// What is left of the promises of rows that come out in a later step.
  private static List<Kind> held(PlanNode input) {
    return of(input).stream().map(kind -> kind == Kind.CLOCK_TIME ? Kind.NONE : kind).toList();
  }

  private static List<Kind> ofTableFunction(RowNode.TableFunctionCall call) {
    List<Kind> input = of(call.input());
    List<Kind> kinds = new ArrayList<>(none(call.schema()));
    for (int i = 0; i < call.passed().size(); i++) {
      kinds.set(i, input.get(call.passed().get(i)));
    }
    return kinds;
  }

  private static List<Kind> ofCalc(RowNode.Calc calc) {
    List<Kind> input = of(calc.input());
    return calc.outputs().stream().map(output -> ofExpression(output, input)).toList();
  }

  /// What holds in every row that is made of one.
  private static List<Kind> ofExpand(RowNode.Expand expand) {
    List<Kind> input = of(expand.input());
    List<Kind> kinds = new ArrayList<>();
    for (int i = 0; i < expand.schema().size(); i++) {
      int column = i;
      Set<Kind> all =
          expand.outputs().stream()
              .map(row -> ofExpression(row.get(column), input))
              .collect(Collectors.toSet());
      kinds.add(all.size() == 1 ? all.iterator().next() : Kind.NONE);
    }
    return kinds;
  }

  private static Kind ofExpression(Expression expression, List<Kind> input) {
    return switch (expression) {
      case Expression.Column column -> input.get(column.index());
      // How window_time is computed where a window keeps its start and end only.
      case Expression.Call call
          when call.function().name().equals("-")
              && call.operands().get(0) instanceof Expression.Column column
              && input.get(column.index()) == Kind.WINDOW_END
              && call.operands().get(1).equals(ONE_MILLI) ->
          Kind.WINDOW_TIME;
      case Expression.Call call when call.function().name().equals(RowNode.Watermark.CLOCK) ->
          Kind.CLOCK_TIME;
      default -> Kind.NONE;
    };
  }

  /// How long after the value of a column the watermark must be for all rows of that value to have
  /// come, in microseconds; empty where no watermark tells.
  static OptionalLong untilComplete(PlanNode node, int column) {
    return switch (of(node).get(column)) {
      case WINDOW_END -> OptionalLong.of(0);
      case WINDOW_TIME -> OptionalLong.of(MICROS_PER_MILLI);
      // Groups by bare times would be held for a while only to be let go one by one.
      case ROW_TIME, CLOCK_TIME, NONE -> WindowStarts.of(node).get(column);
    };
  }

  private static List<Kind> ofWatermark(RowNode.Watermark watermark) {
    List<Kind> kinds = new ArrayList<>(of(watermark.input()));
    if (watermark.followsClock()) {
      kinds.replaceAll(kind -> kind == Kind.CLOCK_TIME ? kind : Kind.NONE);
    }
    kinds.set(watermark.timeColumn(), Kind.ROW_TIME);
    return kinds;
  }

  private static List<Kind> ofWindowAssign(RowNode.WindowAssign assign) {
    // A session holds its rows until it ends: their own times are then behind the watermark.
    boolean holds = assign.window() instanceof WindowSpec.Session;
    List<Kind> kinds = new ArrayList<>(holds ? none(assign.input().schema()) : of(assign.input()));
    kinds.addAll(List.of(Kind.NONE, Kind.WINDOW_END, Kind.WINDOW_TIME));
    return kinds;
  }

  private static List<Kind> ofAggregate(GroupNode.Aggregate aggregate) {
    // Groups that never close come out at the end, behind all watermarks.
    boolean lost = aggregate.emission() == Emission.FINAL && aggregate.closingKey().isEmpty();
    if (lost) {
      return none(aggregate.schema());
    }
    List<Kind> input = of(aggregate.input());
    List<Kind> kinds = new ArrayList<>(none(aggregate.schema()));
    for (int i = 0; i < aggregate.keys().size(); i++) {
      Kind kind = input.get(aggregate.keys().get(i));
      // Rows held until their window closes are behind the watermark by their own times.
      boolean behind = aggregate.closingKey().isPresent() && kind == Kind.ROW_TIME;
      kinds.set(i, behind || kind == Kind.CLOCK_TIME ? Kind.NONE : kind);
    }
    return kinds;
  }

  private static List<Kind> ofWindowAggregate(GroupNode.WindowAggregate aggregate) {
    List<Kind> kinds = new ArrayList<>(none(aggregate.schema()));
    kinds.set(aggregate.keys().size() + 1, Kind.WINDOW_END);
    return kinds;
  }

  private static List<Kind> ofOver(OrderNode.Over over) {
    OverRelease release = OverRelease.of(over);
    if (release == OverRelease.LATER) {
      return none(over.schema());
    }
    List<Kind> kinds = new ArrayList<>(held(over.input()));
    if (kinds.get(over.order().getFirst().column()) == Kind.WINDOW_END) {
      kinds.replaceAll(kind -> heldToItsEnd(kind, release == OverRelease.AT_ITS_TIME));
    }
    while (kinds.size() < over.schema().size()) {
      kinds.add(Kind.NONE);
    }
    return kinds;
  }

  /// A row that was kept meets rows of any later time, unless the join says how far apart the times
  /// may lie: then event time behind it is so far back that the promise holds.
  private static List<Kind> ofJoin(CombineNode.Join join) {
    List<Kind> kinds = new ArrayList<>(none(join.schema()));
    JoinInterval interval = join.interval();
    if (interval == null) {
      return kinds;
    }
    boolean window = interval.isWindow();
    if (interval.atLeast().isPresent()) {
      keep(interval.left(), window, of(join.left()), 0, kinds);
    }
    if (interval.atMost().isPresent() && join.kind().showsPairs()) {
      keep(interval.right(), window, of(join.right()), join.left().schema().size(), kinds);
    }
    return kinds;
  }

  /// A left row comes out when the watermark passes its time.
  private static List<Kind> ofAsofJoin(CombineNode.AsofJoin join) {
    List<Kind> kinds = new ArrayList<>(none(join.schema()));
    if (join.timed()) {
      kinds.set(join.leftOrder(), Kind.ROW_TIME);
    }
    return kinds;
  }

  /// A row comes out in the step in which it comes.
  private static List<Kind> ofLookupJoin(RowNode.LookupJoin join) {
    List<Kind> kinds = new ArrayList<>(of(join.input()));
    join.columns().forEach(_ -> kinds.add(Kind.NONE));
    return kinds;
  }

  /// Keeps the promise of a join's time; in a join of windows that of their last millisecond, too.
  private static void keep(
      int time, boolean window, List<Kind> input, int offset, List<Kind> kinds) {
    kinds.set(offset + time, input.get(time));
    boolean oneWindow = Collections.frequency(input, Kind.WINDOW_END) == 1;
    for (int i = 0; i < input.size(); i++) {
      if (window && oneWindow && input.get(i) == Kind.WINDOW_TIME) {
        kinds.set(offset + i, Kind.WINDOW_TIME);
      }
    }
  }

  /// After a partition is complete none of its rows changes; before, rows of any time do.
  private static List<Kind> ofTop(OrderNode.TopN top) {
    List<Kind> kinds = new ArrayList<>(none(top.schema()));
    if (top.closingKey().isPresent()) {
      List<Kind> input = of(top.input());
      for (int key : top.partitionKeys()) {
        boolean own = input.get(key) == Kind.ROW_TIME || input.get(key) == Kind.CLOCK_TIME;
        kinds.set(key, own ? Kind.NONE : input.get(key));
      }
    }
    return kinds;
  }

  /// What is left of a promise when rows are held until the watermark is at the end of their window
  /// (`prompt`) or beyond it.
  private static Kind heldToItsEnd(Kind kind, boolean prompt) {
    return switch (kind) {
      case NONE, ROW_TIME, CLOCK_TIME -> Kind.NONE;
      case WINDOW_END -> prompt ? Kind.WINDOW_END : Kind.ROW_TIME;
      case WINDOW_TIME -> prompt ? Kind.WINDOW_TIME : Kind.NONE;
    };
  }

  private static List<Kind> ofUnion(CombineNode.UnionAll union) {
    List<Kind> common = new ArrayList<>(of(union.inputs().getFirst()));
    for (PlanNode input : union.inputs()) {
      List<Kind> kinds = of(input);
      for (int i = 0; i < common.size(); i++) {
        if (kinds.get(i) != common.get(i)) {
          common.set(i, Kind.NONE);
        }
      }
    }
    return common;
  }

  private static List<Kind> none(Schema schema) {
    return Collections.nCopies(schema.size(), Kind.NONE);
  }
}
