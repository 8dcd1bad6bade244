package io.velostream.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Keeps the groups of a subquery by a constant, such as EXISTS has: there is one where there are
/// rows, and none where there are none.
///
/// Where another part of the query is correlated, Calcite's decorrelation takes constants out of
/// the keys. What is left without a key is one group always, even of no rows at all. A constant
/// that does not look like one stays.
final class ConstantKeys extends RelHomogeneousShuttle {
  private ConstantKeys() {}

  static RelNode keep(RelNode algebra) {
    return algebra.accept(new ConstantKeys());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visit(other);
    return node instanceof Aggregate aggregate
            && aggregate.getInput() instanceof Project project
            && aggregate.getGroupCount() > 0
            && aggregate.getGroupSet().asList().stream()
                .allMatch(key -> project.getProjects().get(key) instanceof RexLiteral)
        ? aggregate.copy(aggregate.getTraitSet(), List.of(hidden(project, aggregate)))
        : node;
  }

  private static RelNode hidden(Project project, Aggregate aggregate) {
    RexBuilder rex = project.getCluster().getRexBuilder();
    List<RexNode> values = new ArrayList<>(project.getProjects());
    int key = aggregate.getGroupSet().nth(0);
    RexNode constant = values.get(key);
    values.set(
        key,
        rex.makeCall(
            constant.getType(),
            SqlStdOperatorTable.CASE,
            List.of(rex.makeLiteral(true), constant, constant)));
    return project.copy(project.getTraitSet(), project.getInput(), values, project.getRowType());
  }
}
