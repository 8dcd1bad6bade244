package io.velostream.sql.optimize;

import io.velostream.columnar.ColumnBound;
import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.TableDescription;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Tells readers that can make use of it what a filter right above them wants of single columns.
/// The filter stays.
///
/// A filter above a watermark tells nothing: rows that it drops still move event time.
public final class PushBounds implements Pass {
  private final Predicate<Map<String, String>> usesBounds;

  /// @param usesBounds whether a table with such options has a reader that makes use of bounds
  public PushBounds(Predicate<Map<String, String>> usesBounds) {
    this.usesBounds = usesBounds;
  }

  @Override
  public String name() {
    return "push_bounds";
  }

  @Override
  public PlanNode rewrite(PlanNode root) {
    return PlanNodes.bottomUp(root, this::push);
  }

  private PlanNode push(PlanNode node) {
    if (!(node instanceof RowNode.Calc calc)
        || calc.filter() == null
        || !(calc.input() instanceof LeafNode.Scan scan)
        || !isUseful(scan.table())) {
      return node;
    }
    List<ColumnBound> bounds =
        Bounds.of(calc.filter()).stream()
            .map(bound ->
                new ColumnBound(
                    scan.columns().get(bound.column()), bound.relation(), bound.value()))
            .toList();
    LeafNode.Scan bounded =
        new LeafNode.Scan(scan.table(), scan.columns(), scan.retracts(), bounds, scan.schema());
    return new RowNode.Calc(bounded, calc.filter(), calc.outputs(), calc.schema());
  }

  private boolean isUseful(TableDescription table) {
    return usesBounds.test(table.options());
  }
}
