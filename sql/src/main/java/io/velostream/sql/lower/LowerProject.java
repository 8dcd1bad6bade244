package io.velostream.sql.lower;

import io.velostream.plan.PlanNode;
import io.velostream.sql.validate.Types;
import org.apache.calcite.rel.core.Project;

/// SELECT lists, with and without OVER.
final class LowerProject {
  private LowerProject() {}

  static PlanNode lower(Project project, Lowering lowering) {
    PlanNode input = lowering.lower(project.getInput());
    if (project.containsOver()) {
      return LowerOver.lower(project, input, lowering);
    }
    return new PlanNode.Calc(
        input,
        null,
        project.getProjects().stream().map(lowering.binder()::bind).toList(),
        Types.schema(project.getRowType()));
  }
}
