package io.velostream.sql.optimize;

import io.velostream.plan.CombineNode;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import java.util.BitSet;
import java.util.List;

/// Takes away what nobody reads, top down, so that a reader decodes only the columns that the query
/// needs and an aggregate keeps no unused accumulator.
public final class PruneColumns implements Pass {
  @Override
  public String name() {
    return "prune_columns";
  }

  @Override
  public PlanNode rewrite(PlanNode root) {
    BitSet all = new BitSet();
    all.set(0, root.schema().size());
    return prune(root, all).node();
  }

  /// The node without the columns that are not needed; perhaps with some that are not.
  static Pruned prune(PlanNode node, BitSet needed) {
    return switch (node) {
      case LeafNode.Scan n -> scan(n, needed);
      case LeafNode.Values n -> Pruned.unchanged(n);
      case LeafNode.RoundInput n -> Pruned.unchanged(n);
      case RowNode.Calc n -> RowPruning.calc(n, needed);
      case RowNode.Expand n -> RowPruning.expand(n, needed);
      case RowNode.Watermark n -> RowPruning.watermark(n, needed);
      case RowNode.WindowAssign n -> RowPruning.windowAssign(n, needed);
      case RowNode.LookupJoin n -> LookupPruning.lookupJoin(n, needed);
      case RowNode.TableFunctionCall n -> RowPruning.tableFunction(n, needed);
      case GroupNode.Aggregate n -> GroupPruning.aggregate(n, needed);
      case GroupNode.WindowAggregate n -> GroupPruning.windowAggregate(n, needed);
      case OrderNode.Over n -> OrderPruning.over(n, needed);
      case OrderNode.Match n -> OrderPruning.match(n, needed);
      case OrderNode.TopN n -> OrderPruning.top(n, needed);
      case OrderNode.Sort n -> OrderPruning.sort(n, needed);
      case CombineNode.Join n -> CombinePruning.join(n, needed);
      case CombineNode.AsofJoin n -> CombinePruning.asofJoin(n, needed);
      case CombineNode.UnionAll n -> CombinePruning.union(n, needed);
      case CombineNode.SetOperation n -> CombinePruning.whole(n);
      case CombineNode.Recursion n -> CombinePruning.whole(n);
      case HoldNode.HoldUntilFinal n -> {
        BitSet more = ColumnSets.copy(needed);
        n.timeColumn().ifPresent(more::set);
        Pruned input = prune(n.input(), more);
        yield new Pruned(
            new HoldNode.HoldUntilFinal(input.node(), input.in(n.timeColumn())), input.moved());
      }
      case HoldNode.Throttle n -> {
        Pruned input = prune(n.input(), needed);
        yield new Pruned(new HoldNode.Throttle(input.node(), n.intervalMicros()), input.moved());
      }
    };
  }

  private static Pruned scan(LeafNode.Scan scan, BitSet needed) {
    BitSet kept = ColumnSets.some(needed, scan.schema());
    List<Integer> positions = kept.stream().boxed().toList();
    return Pruned.keeping(
        new LeafNode.Scan(
            scan.table(),
            positions.stream().map(scan.columns()::get).toList(),
            scan.retracts(),
            scan.bounds(),
            scan.schema().project(positions)),
        scan.schema().size(),
        kept);
  }
}
