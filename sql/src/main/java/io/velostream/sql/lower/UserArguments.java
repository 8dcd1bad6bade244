package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.bind.ExpressionBinder;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.UserAggregateOperator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;

/// The arguments of a program's aggregate functions, cast to the types of their parameters.
final class UserArguments {
  private final Schema schema;
  private final List<Expression> outputs = new ArrayList<>();
  private final List<Field> fields;
  private final List<List<Integer>> arguments = new ArrayList<>();

  /// @param schema the input of the aggregate
  UserArguments(Aggregate aggregate, Schema schema) {
    this.schema = schema;
    this.fields = new ArrayList<>(schema.fields());
    for (int i = 0; i < schema.size(); i++) {
      outputs.add(column(i));
    }
    aggregate.getAggCallList().forEach(call -> arguments.add(cast(call)));
  }

  /// The columns of the arguments of a call.
  List<Integer> of(int call) {
    return arguments.get(call);
  }

  /// The input with the columns that casts have added.
  PlanNode over(PlanNode input) {
    return fields.size() == schema.size()
        ? input
        : new RowNode.Calc(input, null, outputs, new Schema(fields));
  }

  private List<Integer> cast(AggregateCall call) {
    if (!(call.getAggregation() instanceof UserAggregateOperator operator)) {
      return call.getArgList();
    }
    SourcePosition position = FrontEndErrors.position(call.getParserPosition());
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < call.getArgList().size(); i++) {
      int column = call.getArgList().get(i);
      DataType type = operator.function().parameters().get(i);
      columns.add(schema.type(column).equals(type) ? column : added(column, type, position));
    }
    return columns;
  }

  private int added(int column, DataType type, SourcePosition position) {
    outputs.add(ExpressionBinder.castTo(column(column), type, position));
    fields.add(new Field("$argument" + fields.size(), type, schema.field(column).nullable()));
    return fields.size() - 1;
  }

  private Expression column(int index) {
    return new Expression.Column(index, schema.type(index), schema.field(index).nullable());
  }
}
