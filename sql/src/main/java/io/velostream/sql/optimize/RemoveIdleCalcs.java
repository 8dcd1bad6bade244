package io.velostream.sql.optimize;

import io.velostream.expression.Expression;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.lower.Columns;
import java.util.List;

/// Takes away Calcs that pass on what they get. One comes back at the root if the columns have lost
/// their names by it; further down names have no meaning.
public final class RemoveIdleCalcs implements Pass {
  @Override
  public String name() {
    return "remove_idle_calcs";
  }

  @Override
  public PlanNode rewrite(PlanNode root) {
    PlanNode rewritten = PlanNodes.bottomUp(root, n -> isIdle(n) ? n.inputs().getFirst() : n);
    return rewritten.schema().equals(root.schema())
        ? rewritten
        : new RowNode.Calc(rewritten, null, Columns.all(rewritten.schema()), root.schema());
  }

  private static boolean isIdle(PlanNode node) {
    if (!(node instanceof RowNode.Calc calc) || calc.filter() != null) {
      return false;
    }
    List<Expression> outputs = calc.outputs();
    if (outputs.size() != calc.input().schema().size()) {
      return false;
    }
    for (int i = 0; i < outputs.size(); i++) {
      if (!(outputs.get(i) instanceof Expression.Column column) || column.index() != i) {
        return false;
      }
    }
    return true;
  }
}
