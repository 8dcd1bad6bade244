package io.velostream.sql.lower;

import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.validate.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Values;

/// A cross join with constant rows, as UNPIVOT makes one: each row of the input is repeated once
/// for each constant row. No join, as nothing needs to be kept.
final class LowerConstantJoin {
  private LowerConstantJoin() {}

  static boolean applies(Join join) {
    return join.getJoinType() == JoinRelType.INNER
        && join.getCondition().isAlwaysTrue()
        && join.getRight() instanceof Values;
  }

  static PlanNode lower(Join join, Lowering lowering) {
    PlanNode input = lowering.lower(join.getLeft());
    LeafNode.Values constants = LowerValues.lower((Values) join.getRight());
    Schema schema = Types.schema(join.getRowType());
    List<List<Expression>> rows = new ArrayList<>();
    for (List<Expression.Literal> constant : constants.rows()) {
      List<Expression> row = new ArrayList<>(Columns.all(input.schema()));
      row.addAll(constant);
      rows.add(row);
    }
    return new RowNode.Expand(input, rows, schema);
  }
}
