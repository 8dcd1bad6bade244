package io.velostream.runtime.lower;

import io.velostream.operators.Operator;
import io.velostream.operators.rows.SortColumn;
import io.velostream.operators.sort.SortSpec;
import io.velostream.plan.OrderNode;
import io.velostream.plan.SortKey;
import java.util.List;

/// ORDER BY and LIMIT.
final class SortLowering {
  private SortLowering() {}

  static Operator lower(OrderNode.Sort sort, LoweringContext context) {
    SortSpec spec =
        new SortSpec(
            Lowering.lanes(sort.schema()),
            columns(sort.keys()),
            sort.closingColumn(),
            sort.offset(),
            sort.limit(),
            sort.input().retracts());
    return spec.create(context.lateRows(sort.schema()));
  }

  static List<SortColumn> columns(List<SortKey> keys) {
    return keys.stream()
        .map(k -> new SortColumn(k.column(), k.descending(), k.nullsFirst()))
        .toList();
  }
}
