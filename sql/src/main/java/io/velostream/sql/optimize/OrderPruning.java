package io.velostream.sql.optimize;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.match.MatchSlot;
import io.velostream.plan.OrderNode;
import io.velostream.plan.OverCall;
import io.velostream.plan.StateLifetime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Prunes what depends on the order of rows.
final class OrderPruning {
  private OrderPruning() {}

  static Pruned over(OrderNode.Over over, BitSet needed) {
    int inputs = over.input().schema().size();
    BitSet kept = needed.get(inputs, inputs + over.calls().size());
    BitSet below = needed.get(0, inputs);
    over.partitionKeys().forEach(below::set);
    over.order().forEach(key -> below.set(key.column()));
    kept.stream().forEach(i -> OverColumns.of(over.calls().get(i)).forEach(below::set));
    Pruned input = PruneColumns.prune(over.input(), below);
    List<Field> fields = new ArrayList<>(input.node().schema().fields());
    int[] moved = Arrays.copyOf(input.moved(), over.schema().size());
    Arrays.fill(moved, inputs, moved.length, -1);
    List<OverCall> calls = new ArrayList<>();
    kept.stream()
        .forEach(i -> {
          moved[inputs + i] = fields.size();
          fields.add(over.schema().field(inputs + i));
          calls.add(OverColumns.moved(over.calls().get(i), input::at));
        });
    return new Pruned(
        new OrderNode.Over(
            input.node(),
            input.in(over.partitionKeys()),
            input.inOrder(over.order()),
            over.timeOrdered(),
            calls,
            over.emission(),
            new Schema(fields)),
        moved);
  }

  /// Measures all stay: what they read is little, and one that fails is to fail.
  static Pruned match(OrderNode.Match match, BitSet needed) {
    int passed = match.passed().size();
    BitSet kept = needed.get(0, passed);
    kept.set(passed, match.schema().size());
    if (kept.isEmpty()) {
      kept.set(0);
    }
    List<Integer> positions = kept.stream().filter(i -> i < passed).boxed().toList();
    BitSet below = new BitSet();
    positions.forEach(i -> below.set(match.passed().get(i)));
    match.partitionKeys().forEach(below::set);
    match.order().forEach(key -> below.set(key.column()));
    match.aggregates().forEach(call -> call.columns().forEach(below::set));
    for (MatchSlot slot : match.match().allSlots()) {
      if (slot instanceof MatchSlot.Cell cell) {
        below.set(cell.column());
      }
    }
    Pruned input =
        PruneColumns.prune(match.input(), ColumnSets.some(below, match.input().schema()));
    return Pruned.keeping(
        new OrderNode.Match(
            input.node(),
            input.in(match.partitionKeys()),
            input.inOrder(match.order()),
            match.timeOrdered(),
            match.match().moved(input::at),
            match.aggregates().stream().map(call -> call.moved(input::at)).toList(),
            input.in(positions.stream().map(match.passed()::get).toList()),
            match.schema().project(kept.stream().boxed().toList())),
        match.schema().size(),
        kept);
  }

  /// Where a rank is not read, a row that only moves up or down is no change. Peers of an input
  /// that retracts are told apart by all columns, so that none can be left out.
  static Pruned top(OrderNode.TopN top, BitSet needed) {
    int inputs = top.input().schema().size();
    boolean showsRank = top.showsRank() && needed.get(inputs);
    BitSet below = needed.get(0, inputs);
    top.partitionKeys().forEach(below::set);
    top.order().forEach(key -> below.set(key.column()));
    if (top.input().retracts()) {
      below.set(0, inputs);
    }
    StateLifetime lifetime = top.lifetime();
    if (lifetime != null) {
      lifetime.timeColumn().ifPresent(below::set);
    }
    Pruned input = PruneColumns.prune(top.input(), below);
    List<Field> fields = new ArrayList<>(input.node().schema().fields());
    int[] moved = Arrays.copyOf(input.moved(), top.schema().size());
    if (top.showsRank()) {
      moved[inputs] = showsRank ? fields.size() : -1;
    }
    if (showsRank) {
      fields.add(top.schema().field(inputs));
    }
    return new Pruned(
        new OrderNode.TopN(
            input.node(),
            input.in(top.partitionKeys()),
            input.inOrder(top.order()),
            top.ranking(),
            top.from(),
            top.to(),
            showsRank,
            top.closingKey(),
            top.emission(),
            lifetime == null ? null : lifetime.moved(input::at),
            new Schema(fields)),
        moved);
  }

  static Pruned sort(OrderNode.Sort sort, BitSet needed) {
    BitSet more = ColumnSets.copy(needed);
    sort.keys().forEach(key -> more.set(key.column()));
    Pruned input = PruneColumns.prune(sort.input(), more);
    return new Pruned(
        new OrderNode.Sort(
            input.node(),
            input.inOrder(sort.keys()),
            input.in(sort.closingColumn()),
            sort.offset(),
            sort.limit()),
        input.moved());
  }
}
