package io.velostream.sql.lower;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.explain.ExpressionText;
import io.velostream.sql.validate.Types;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Project;

/// SELECT lists, with and without OVER.
final class LowerProject {
  private static final String MADE_UP = "$f";

  private LowerProject() {}

  static PlanNode lower(Project project, Lowering lowering) {
    PlanNode input = lowering.lower(project.getInput());
    if (project.containsOver()) {
      return LowerOver.lower(project, input, lowering);
    }
    List<Expression> outputs = project.getProjects().stream().map(lowering.binder()::bind).toList();
    Schema schema = Types.schema(project.getRowType());
    return new RowNode.Calc(input, null, outputs, named(schema, outputs, input.schema()));
  }

  /// Gives the columns that Calcite makes up, such as the arguments of aggregates, names that say
  /// what they are. A query's own columns have names already.
  private static Schema named(Schema schema, List<Expression> outputs, Schema input) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Field field = schema.field(i);
      fields.add(
          field.name().startsWith(MADE_UP)
              ? new Field(ExpressionText.of(outputs.get(i), input), field.type(), field.nullable())
              : field);
    }
    return new Schema(fields);
  }
}
