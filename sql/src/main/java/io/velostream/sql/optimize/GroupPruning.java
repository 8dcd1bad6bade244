package io.velostream.sql.optimize;

import io.velostream.plan.AggregateCall;
import io.velostream.plan.GroupNode;
import io.velostream.plan.StateLifetime;
import java.util.BitSet;
import java.util.List;

/// Leaves out calls that nobody reads. Keys stay, as they make the groups.
final class GroupPruning {
  private GroupPruning() {}

  static Pruned aggregate(GroupNode.Aggregate aggregate, BitSet needed) {
    int first = aggregate.keys().size();
    BitSet kept = keptCalls(aggregate.calls().size(), first, needed);
    if (first == 0 && kept.isEmpty() && !aggregate.calls().isEmpty()) {
      // The one row of an aggregate without groups must have a column.
      kept.set(0);
    }
    StateLifetime lifetime = aggregate.lifetime();
    BitSet time = new BitSet();
    if (lifetime != null) {
      lifetime.timeColumn().ifPresent(time::set);
    }
    Pruned input =
        PruneColumns.prune(
            aggregate.input(), below(aggregate.keys(), aggregate.calls(), kept, time));
    BitSet columns = keys(first, kept);
    return Pruned.keeping(
        new GroupNode.Aggregate(
            input.node(),
            input.in(aggregate.keys()),
            calls(aggregate.calls(), kept, input),
            aggregate.closingKey(),
            aggregate.emission(),
            lifetime == null ? null : lifetime.moved(input::at),
            aggregate.schema().project(columns.stream().boxed().toList())),
        aggregate.schema().size(),
        columns);
  }

  static Pruned windowAggregate(GroupNode.WindowAggregate aggregate, BitSet needed) {
    int first = aggregate.keys().size() + 2;
    BitSet kept = keptCalls(aggregate.calls().size(), first, needed);
    BitSet time = new BitSet();
    time.set(aggregate.timeColumn());
    Pruned input =
        PruneColumns.prune(
            aggregate.input(), below(aggregate.keys(), aggregate.calls(), kept, time));
    BitSet columns = keys(first, kept);
    return Pruned.keeping(
        new GroupNode.WindowAggregate(
            input.node(),
            aggregate.window(),
            input.at(aggregate.timeColumn()),
            input.in(aggregate.keys()),
            calls(aggregate.calls(), kept, input),
            aggregate.emission(),
            aggregate.schema().project(columns.stream().boxed().toList())),
        aggregate.schema().size(),
        columns);
  }

  private static BitSet keptCalls(int calls, int first, BitSet needed) {
    return needed.get(first, first + calls);
  }

  private static BitSet keys(int first, BitSet keptCalls) {
    BitSet columns = new BitSet();
    columns.set(0, first);
    keptCalls.stream().forEach(i -> columns.set(first + i));
    return columns;
  }

  private static BitSet below(
      List<Integer> keys, List<AggregateCall> calls, BitSet kept, BitSet others) {
    BitSet below = ColumnSets.copy(others);
    keys.forEach(below::set);
    kept.stream().forEach(i -> calls.get(i).columns().forEach(below::set));
    return below;
  }

  private static List<AggregateCall> calls(List<AggregateCall> calls, BitSet kept, Pruned input) {
    return kept.stream().mapToObj(calls::get).map(call -> call.moved(input::at)).toList();
  }
}
