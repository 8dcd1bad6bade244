package io.velostream.sql.lower;

import io.velostream.columnar.Schema;
import io.velostream.plan.CombineNode;
import io.velostream.plan.CombineNode.SetOperation.Kind;
import io.velostream.plan.PlanNode;
import io.velostream.sql.validate.Types;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.SetOp;

/// INTERSECT and EXCEPT, of several inputs from the left.
final class LowerSetOperation {
  private LowerSetOperation() {}

  static PlanNode lower(Intersect intersect, Lowering lowering) {
    return lower(intersect, Kind.INTERSECT, lowering);
  }

  static PlanNode lower(Minus minus, Lowering lowering) {
    return lower(minus, Kind.EXCEPT, lowering);
  }

  private static PlanNode lower(SetOp operation, Kind kind, Lowering lowering) {
    Schema schema = Types.schema(operation.getRowType());
    List<RelNode> inputs = operation.getInputs();
    PlanNode result = LowerUnion.as(lowering.lower(inputs.getFirst()), schema);
    for (RelNode input : inputs.subList(1, inputs.size())) {
      PlanNode right = LowerUnion.as(lowering.lower(input), schema);
      result = new CombineNode.SetOperation(result, right, kind, operation.all, schema);
    }
    return result;
  }
}
