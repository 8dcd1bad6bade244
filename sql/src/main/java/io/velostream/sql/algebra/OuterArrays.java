package io.velostream.sql.algebra;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalAsofJoin;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/// Subqueries over the elements of an outer row's array, such as `ARRAY(SELECT y + 1 FROM
/// UNNEST(t.a) AS y)` or `EXISTS (SELECT 1 FROM UNNEST(t.a) AS y WHERE y > 2)`.
///
/// Decorrelation knows no UNNEST. In its place come the elements of all different arrays that outer
/// rows have, each beside its array, and a condition that the array is that of the outer row.
final class OuterArrays extends RelHomogeneousShuttle {
  private final UnaryOperator<RelNode> decorrelation;

  private OuterArrays(UnaryOperator<RelNode> decorrelation) {
    this.decorrelation = decorrelation;
  }

  /// @param decorrelation of a query on its own
  static RelNode rewrite(RelNode algebra, UnaryOperator<RelNode> decorrelation) {
    return algebra.accept(new OuterArrays(decorrelation));
  }

  /// The shuttle does not know of it.
  @Override
  public RelNode visit(LogicalAsofJoin join) {
    return visit((RelNode) join);
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visit(other);
    if (Sealed.stays(node)) {
      return RelOptUtil.getVariablesUsed(node).isEmpty() ? Sealed.of(node, decorrelation) : node;
    }
    if (!(node instanceof Correlate correlate)) {
      return node;
    }
    if (!RelOptUtil.getVariablesUsed(correlate.getLeft()).isEmpty()) {
      return node;
    }
    RelNode right =
        correlate
            .getRight()
            .accept(
                new RelHomogeneousShuttle() {
                  @Override
                  public RelNode visit(RelNode part) {
                    return part instanceof Uncollect elements && isOf(elements, correlate)
                        ? beside(elements, correlate)
                        : super.visit(part);
                  }
                });
    return right.equals(correlate.getRight())
        ? node
        : correlate.copy(correlate.getTraitSet(), List.of(correlate.getLeft(), right));
  }

  /// Whether a table of elements looks at the outer row of a subquery, and at no other one.
  private static boolean isOf(Uncollect elements, Correlate correlate) {
    return RelOptUtil.getVariablesUsed(elements).equals(Set.of(correlate.getCorrelationId()));
  }

  private RelNode beside(Uncollect elements, Correlate correlate) {
    RexBuilder rex = correlate.getCluster().getRexBuilder();
    RelNode outer = correlate.getLeft();
    List<RexFieldAccess> arrays = arrays(elements, correlate.getCorrelationId());
    List<RexNode> columns = new ArrayList<>();
    arrays.forEach(array -> columns.add(rex.makeInputRef(outer, array.getField().getIndex())));
    RelNode different =
        LogicalAggregate.create(
            LogicalProject.create(
                decorrelation.apply(outer),
                List.of(),
                columns,
                arrays.stream().map(array -> array.getField().getName()).toList(),
                Set.of()),
            List.of(),
            ImmutableBitSet.range(arrays.size()),
            null,
            List.of());
    CorrelationId id = correlate.getCluster().createCorrel();
    RexNode row = rex.makeCorrel(different.getRowType(), id);
    RelNode own =
        elements.accept(
            new RelHomogeneousShuttle() {
              @Override
              public RelNode visit(RelNode part) {
                return super.visit(part)
                    .accept(
                        new RexShuttle() {
                          @Override
                          public RexNode visitFieldAccess(RexFieldAccess access) {
                            int at = arrays.indexOf(access);
                            return at < 0
                                ? super.visitFieldAccess(access)
                                : rex.makeFieldAccess(row, at);
                          }
                        });
              }
            });
    RelNode lateral =
        LogicalCorrelate.create(
            different, own, List.of(), id, ImmutableBitSet.range(arrays.size()), JoinRelType.INNER);
    RelNode all = new Sealed(lateral);
    List<RexNode> conditions = new ArrayList<>();
    for (int i = 0; i < arrays.size(); i++) {
      conditions.add(rex.makeCall(same(arrays.get(i)), rex.makeInputRef(all, i), arrays.get(i)));
    }
    RelNode filtered = LogicalFilter.create(all, RexUtil.composeConjunction(rex, conditions));
    return LogicalProject.create(
        filtered,
        List.of(),
        rex.identityProjects(all.getRowType())
            .subList(arrays.size(), all.getRowType().getFieldCount()),
        elements.getRowType().getFieldNames(),
        Set.of());
  }

  /// An array that is NULL has no elements, so that it needs none that is equal to it.
  private static SqlOperator same(RexNode value) {
    return value.getType().getComponentType() == null
        ? SqlStdOperatorTable.IS_NOT_DISTINCT_FROM
        : SqlStdOperatorTable.EQUALS;
  }

  /// The columns of the outer row that a table of elements looks at.
  private static List<RexFieldAccess> arrays(RelNode elements, CorrelationId id) {
    Set<RexFieldAccess> found = new LinkedHashSet<>();
    elements.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode part) {
            part.accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitFieldAccess(RexFieldAccess access) {
                    if (access.getReferenceExpr() instanceof RexCorrelVariable row
                        && row.id.equals(id)) {
                      found.add(access);
                    }
                    return super.visitFieldAccess(access);
                  }
                });
            return super.visit(part);
          }
        });
    return List.copyOf(found);
  }
}
