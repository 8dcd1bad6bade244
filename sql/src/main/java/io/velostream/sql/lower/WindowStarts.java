package io.velostream.sql.lower;

import io.velostream.expression.Expression;
import io.velostream.plan.CombineNode;
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

/// Which columns of a node's output are starts of windows, or of [TimeBuckets], and how long after
/// its start the last window of that start ends: then nothing can come any more with that start.
final class WindowStarts {
  private WindowStarts() {}

  /// The size of the largest window of a start in microseconds, per output column; empty where a
  /// column is no start, or where any number of windows may follow, as with sessions.
  static List<OptionalLong> of(PlanNode node) {
    return switch (node) {
      case RowNode.Calc n -> ofCalc(n);
      case RowNode.WindowAssign n -> {
        List<OptionalLong> sizes = new ArrayList<>(of(n.input()));
        sizes.addAll(List.of(size(n.window()), OptionalLong.empty(), OptionalLong.empty()));
        yield sizes;
      }
      case RowNode.TableFunctionCall n -> {
        List<OptionalLong> input = of(n.input());
        yield padded(new ArrayList<>(n.passed().stream().map(input::get).toList()), n);
      }
      case GroupNode.Aggregate n -> {
        List<OptionalLong> input = of(n.input());
        List<OptionalLong> sizes = new ArrayList<>(n.keys().stream().map(input::get).toList());
        yield padded(sizes, n);
      }
      case GroupNode.WindowAggregate n -> {
        List<OptionalLong> sizes =
            new ArrayList<>(Collections.nCopies(n.keys().size(), OptionalLong.empty()));
        sizes.add(size(n.window()));
        yield padded(sizes, n);
      }
      case OrderNode.Over n -> ofOver(n);
      // A match may be found long after its rows.
      case OrderNode.Match n -> padded(new ArrayList<>(), n);
      case RowNode.Watermark n -> n.followsClock() ? padded(new ArrayList<>(), n) : of(n.input());
      case OrderNode.Sort n -> of(n.input());
      case HoldNode.HoldUntilFinal n -> of(n.input());
      case HoldNode.Throttle n -> of(n.input());
      case CombineNode.UnionAll n -> ofUnion(n);
      case RowNode.Expand n -> ofExpand(n);
      case OrderNode.TopN n ->
          padded(
              n.closingKey().isPresent() ? new ArrayList<>(of(n.input())) : new ArrayList<>(), n);
      case CombineNode.Join n -> ofJoin(n);
      case RowNode.LookupJoin n -> padded(new ArrayList<>(of(n.input())), n);
      case LeafNode _,
          CombineNode.AsofJoin _,
          CombineNode.SetOperation _,
          CombineNode.Recursion _ ->
          padded(new ArrayList<>(), node);
    };
  }

  private static List<OptionalLong> ofCalc(RowNode.Calc calc) {
    List<OptionalLong> input = of(calc.input());
    List<EventTimeColumns.Kind> kinds = EventTimeColumns.of(calc.input());
    return calc.outputs().stream()
        .map(output ->
            output instanceof Expression.Column column
                ? input.get(column.index())
                : TimeBuckets.size(output, kinds, input))
        .toList();
  }

  /// A column that all rows made of one pass on.
  private static List<OptionalLong> ofExpand(RowNode.Expand expand) {
    List<OptionalLong> input = of(expand.input());
    List<OptionalLong> sizes = new ArrayList<>();
    for (int i = 0; i < expand.schema().size(); i++) {
      int column = i;
      Expression first = expand.outputs().getFirst().get(i);
      boolean same = expand.outputs().stream().allMatch(row -> row.get(column).equals(first));
      sizes.add(
          same && first instanceof Expression.Column passed
              ? input.get(passed.index())
              : OptionalLong.empty());
    }
    return sizes;
  }

  /// Rows that are held longer than to their own time may be behind the end of their window.
  private static List<OptionalLong> ofOver(OrderNode.Over over) {
    boolean prompt =
        switch (OverRelease.of(over)) {
          case AT_ITS_TIME -> true;
          case AFTER_ITS_TIME -> isRowTime(over);
          case LATER -> false;
        };
    return padded(prompt ? new ArrayList<>(of(over.input())) : new ArrayList<>(), over);
  }

  private static boolean isRowTime(OrderNode.Over over) {
    return EventTimeColumns.of(over.input()).get(over.order().getFirst().column())
        == EventTimeColumns.Kind.ROW_TIME;
  }

  /// In a join of windows a row comes out before the watermark is at their end.
  private static List<OptionalLong> ofJoin(CombineNode.Join join) {
    JoinInterval interval = join.interval();
    List<OptionalLong> sizes = new ArrayList<>();
    if (interval != null && interval.isWindow()) {
      sizes.addAll(of(join.left()));
      if (join.kind().showsPairs()) {
        sizes.addAll(of(join.right()));
      }
    }
    return padded(sizes, join);
  }

  private static List<OptionalLong> ofUnion(CombineNode.UnionAll union) {
    List<OptionalLong> common = new ArrayList<>(of(union.inputs().getFirst()));
    for (PlanNode input : union.inputs()) {
      List<OptionalLong> sizes = of(input);
      for (int i = 0; i < common.size(); i++) {
        if (!sizes.get(i).equals(common.get(i))) {
          common.set(i, OptionalLong.empty());
        }
      }
    }
    return common;
  }

  private static List<OptionalLong> padded(List<OptionalLong> sizes, PlanNode node) {
    while (sizes.size() < node.schema().size()) {
      sizes.add(OptionalLong.empty());
    }
    return sizes;
  }

  private static OptionalLong size(WindowSpec window) {
    return switch (window) {
      case WindowSpec.Tumble tumble -> OptionalLong.of(tumble.size());
      case WindowSpec.Hop hop -> OptionalLong.of(hop.size());
      case WindowSpec.Cumulate cumulate -> OptionalLong.of(cumulate.size());
      case WindowSpec.Session _ -> OptionalLong.empty();
    };
  }
}
