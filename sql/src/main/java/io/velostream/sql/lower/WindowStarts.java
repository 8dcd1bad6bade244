package io.velostream.sql.lower;

import io.velostream.expression.Expression;
import io.velostream.plan.JoinInterval;
import io.velostream.plan.PlanNode;
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
      case PlanNode.Calc n -> ofCalc(n);
      case PlanNode.WindowAssign n -> {
        List<OptionalLong> sizes = new ArrayList<>(of(n.input()));
        sizes.addAll(List.of(size(n.window()), OptionalLong.empty(), OptionalLong.empty()));
        yield sizes;
      }
      case PlanNode.TableFunctionCall n -> {
        List<OptionalLong> input = of(n.input());
        yield padded(new ArrayList<>(n.passed().stream().map(input::get).toList()), n);
      }
      case PlanNode.Aggregate n -> {
        List<OptionalLong> input = of(n.input());
        List<OptionalLong> sizes = new ArrayList<>(n.keys().stream().map(input::get).toList());
        yield padded(sizes, n);
      }
      case PlanNode.WindowAggregate n -> {
        List<OptionalLong> sizes =
            new ArrayList<>(Collections.nCopies(n.keys().size(), OptionalLong.empty()));
        sizes.add(size(n.window()));
        yield padded(sizes, n);
      }
      case PlanNode.Over n -> ofOver(n);
      // A match may be found long after its rows.
      case PlanNode.Match n -> padded(new ArrayList<>(), n);
      case PlanNode.Watermark n ->
          n.followsClock() ? padded(new ArrayList<>(), n) : of(n.input());
      case PlanNode.Sort n -> of(n.input());
      case PlanNode.HoldUntilFinal n -> of(n.input());
      case PlanNode.Throttle n -> of(n.input());
      case PlanNode.UnionAll n -> ofUnion(n);
      case PlanNode.Expand n -> ofExpand(n);
      case PlanNode.TopN n ->
          padded(
              n.closingKey().isPresent() ? new ArrayList<>(of(n.input())) : new ArrayList<>(), n);
      case PlanNode.Join n -> ofJoin(n);
      case PlanNode.LookupJoin n -> padded(new ArrayList<>(of(n.input())), n);
      case PlanNode.Scan _,
          PlanNode.Values _,
          PlanNode.AsofJoin _,
          PlanNode.SetOperation _,
          PlanNode.Recursion _,
          PlanNode.RoundInput _ ->
          padded(new ArrayList<>(), node);
    };
  }

  private static List<OptionalLong> ofCalc(PlanNode.Calc calc) {
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
  private static List<OptionalLong> ofExpand(PlanNode.Expand expand) {
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
  private static List<OptionalLong> ofOver(PlanNode.Over over) {
    boolean prompt =
        switch (OverRelease.of(over)) {
          case AT_ITS_TIME -> true;
          case AFTER_ITS_TIME -> isRowTime(over);
          case LATER -> false;
        };
    return padded(prompt ? new ArrayList<>(of(over.input())) : new ArrayList<>(), over);
  }

  private static boolean isRowTime(PlanNode.Over over) {
    return EventTimeColumns.of(over.input()).get(over.order().getFirst().column())
        == EventTimeColumns.Kind.ROW_TIME;
  }

  /// In a join of windows a row comes out before the watermark is at their end.
  private static List<OptionalLong> ofJoin(PlanNode.Join join) {
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

  private static List<OptionalLong> ofUnion(PlanNode.UnionAll union) {
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
