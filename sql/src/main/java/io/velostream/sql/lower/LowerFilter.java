package io.velostream.sql.lower;

import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import org.apache.calcite.rel.core.Filter;

/// WHERE and HAVING.
final class LowerFilter {
  private LowerFilter() {}

  static PlanNode lower(Filter filter, Lowering lowering) {
    PlanNode input = lowering.lower(filter.getInput());
    return TopRows.of(
        new RowNode.Calc(
            input,
            lowering.binder().bind(filter.getCondition()),
            Columns.all(input.schema()),
            input.schema()),
        lowering);
  }
}
