package io.velostream.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// `a = b` of rows as the equality of all their fields, as the standard has it: unknown where a
/// field is NULL and no other field tells the rows apart.
///
/// Done before joins are made of subqueries and conditions, so that fields become keys. `IS NOT
/// DISTINCT FROM`, GROUP BY and DISTINCT take NULL for equal to NULL and stay as they are.
public final class RowEquality extends RelHomogeneousShuttle {
  private final RexShuttle expressions;

  private RowEquality(RexBuilder builder) {
    this.expressions = new Fields(builder);
  }

  /// The same query without comparisons of whole rows.
  public static RelNode expand(RelNode query) {
    return query.accept(new RowEquality(query.getCluster().getRexBuilder()));
  }

  @Override
  public RelNode visit(RelNode other) {
    return super.visit(other).accept(expressions);
  }

  private final class Fields extends RexShuttle {
    private final RexBuilder builder;

    Fields(RexBuilder builder) {
      this.builder = builder;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      RexNode visited = super.visitSubQuery(query);
      return visited instanceof RexSubQuery inner
          ? inner.clone(inner.rel.accept(RowEquality.this))
          : visited;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      return visited instanceof RexCall inner && comparesRows(inner)
          ? switch (inner.getKind()) {
            case EQUALS -> equal(inner.getOperands().get(0), inner.getOperands().get(1));
            case NOT_EQUALS ->
                builder.makeCall(
                    SqlStdOperatorTable.NOT,
                    equal(inner.getOperands().get(0), inner.getOperands().get(1)));
            default -> inner;
          }
          : visited;
    }

    private RexNode equal(RexNode left, RexNode right) {
      if (!areRows(left, right)) {
        return builder.makeCall(SqlStdOperatorTable.EQUALS, left, right);
      }
      List<RexNode> fields = new ArrayList<>();
      for (int i = 0; i < left.getType().getFieldCount(); i++) {
        fields.add(equal(field(left, i), field(right, i)));
      }
      return RexUtil.composeConjunction(builder, fields);
    }

    /// A field, which in a row that is written out is there already.
    private RexNode field(RexNode row, int index) {
      return row.getKind() == SqlKind.ROW && row instanceof RexCall call
          ? call.getOperands().get(index)
          : builder.makeFieldAccess(row, index);
    }
  }

  private static boolean comparesRows(RexCall call) {
    return call.getOperands().size() == 2
        && areRows(call.getOperands().get(0), call.getOperands().get(1));
  }

  private static boolean areRows(RexNode left, RexNode right) {
    RelDataType a = left.getType();
    RelDataType b = right.getType();
    return a.isStruct() && b.isStruct() && a.getFieldCount() == b.getFieldCount();
  }
}
