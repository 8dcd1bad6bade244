package io.velostream.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/// Keeps the row that an aggregate without GROUP BY has of no rows at all, in a subquery that is
/// joined with its outer rows: `t JOIN LATERAL (SELECT SUM(u.v) FROM u WHERE u.k = t.k) ON TRUE`
/// has all rows of `t`.
///
/// Calcite's decorrelation makes that row anew where the aggregate is of no rows, unless NULLs in
/// its place come to the same. It takes that for granted of all joins, though it is so of left ones
/// only: an inner join loses the outer row. A constant beside the columns of the subquery says that
/// it is not so.
final class EmptyGroups extends RelHomogeneousShuttle {
  private EmptyGroups() {}

  static RelNode keep(RelNode algebra) {
    return algebra.accept(new EmptyGroups());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visit(other);
    return node instanceof Correlate correlate
            && correlate.getJoinType() == JoinRelType.INNER
            && hasEmptyGroup(correlate.getRight())
        ? correlate.copy(
            correlate.getTraitSet(),
            List.of(correlate.getLeft(), besideConstant(correlate.getRight())))
        : node;
  }

  private static boolean hasEmptyGroup(RelNode query) {
    boolean[] found = new boolean[1];
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
        found[0] |= node instanceof Aggregate aggregate && aggregate.hasEmptyGroup();
        super.visit(node, ordinal, parent);
      }
    }.go(query);
    return found[0];
  }

  private static RelNode besideConstant(RelNode query) {
    RexBuilder rex = query.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>(rex.identityProjects(query.getRowType()));
    List<String> names = new ArrayList<>(query.getRowType().getFieldNames());
    columns.add(rex.makeLiteral(true));
    names.add("$row");
    RelNode wide = LogicalProject.create(query, List.of(), columns, names, Set.of());
    return LogicalProject.create(
        wide,
        List.of(),
        rex.identityProjects(wide.getRowType()).subList(0, columns.size() - 1),
        query.getRowType().getFieldNames(),
        Set.of());
  }
}
