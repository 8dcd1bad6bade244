package io.velostream.sql.lower;

import io.velostream.columnar.Schema;
import io.velostream.expression.Expression.Literal;
import io.velostream.plan.LeafNode;
import io.velostream.sql.bind.Literals;
import io.velostream.sql.validate.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;

/// Constant rows.
final class LowerValues {
  private LowerValues() {}

  static LeafNode.Values lower(Values values) {
    Schema schema = Types.schema(values.getRowType());
    List<List<Literal>> rows = new ArrayList<>();
    for (List<RexLiteral> tuple : values.getTuples()) {
      List<Literal> row = new ArrayList<>();
      for (int i = 0; i < tuple.size(); i++) {
        // A value may have a narrower type than its column; every constant here is exact in it.
        Literal literal = Literals.of(tuple.get(i));
        row.add(
            Literals.widened(literal, schema.type(i))
                .orElseGet(() -> new Literal(literal.value(), literal.type())));
      }
      rows.add(row);
    }
    return new LeafNode.Values(rows, schema);
  }
}
