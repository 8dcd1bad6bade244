package io.velostream.sql.lower;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.plan.CombineNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.bind.ExpressionBinder;
import io.velostream.sql.validate.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Union;

/// UNION ALL; UNION is that and a DISTINCT.
final class LowerUnion {
  private LowerUnion() {}

  static PlanNode lower(Union union, Lowering lowering) {
    Schema schema = Types.schema(union.getRowType());
    List<PlanNode> inputs = new ArrayList<>();
    for (RelNode input : union.getInputs()) {
      inputs.add(as(lowering.lower(input), schema));
    }
    PlanNode all = new CombineNode.UnionAll(inputs, schema);
    return union.all ? all : LowerAggregate.distinct(all, lowering);
  }

  /// Casts columns that have other types than the union's.
  static PlanNode as(PlanNode input, Schema schema) {
    if (input.schema().types().equals(schema.types())) {
      return input;
    }
    List<Expression> outputs =
        IntStream.range(0, schema.size())
            .mapToObj(i ->
                ExpressionBinder.castTo(
                    Columns.of(input.schema(), i), schema.type(i), SourcePosition.NONE))
            .toList();
    return new RowNode.Calc(input, null, outputs, schema);
  }
}
