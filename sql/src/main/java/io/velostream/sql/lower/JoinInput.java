package io.velostream.sql.lower;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import java.util.ArrayList;
import java.util.List;

/// One input of a join that is being lowered: its columns, values computed of them for the keys,
/// and what its rows must meet.
final class JoinInput {
  private final PlanNode input;
  private final List<Expression> outputs;
  private final List<Field> fields;
  private final List<Expression> filters = new ArrayList<>();

  JoinInput(PlanNode input) {
    this.input = input;
    this.outputs = new ArrayList<>(Columns.all(input.schema()));
    this.fields = new ArrayList<>(input.schema().fields());
  }

  PlanNode input() {
    return input;
  }

  /// Number of columns of the input.
  int size() {
    return input.schema().size();
  }

  /// Number of columns with those that are computed.
  int width() {
    return outputs.size();
  }

  /// The columns that are computed; they follow those of the input.
  List<Field> computed() {
    return fields.subList(size(), fields.size());
  }

  /// Leaves out the rows that do not meet a condition.
  void filter(Expression condition) {
    filters.add(condition);
  }

  /// The column that holds a value computed of the input.
  int column(Expression value) {
    int known = outputs.indexOf(value);
    if (known >= 0) {
      return known;
    }
    outputs.add(value);
    fields.add(new Field("$key" + outputs.size(), value.type(), value.nullable()));
    return outputs.size() - 1;
  }

  /// What a column holds, as it stands over the input.
  Expression value(int column) {
    return outputs.get(column);
  }

  PlanNode node() {
    boolean asItIs = filters.isEmpty() && outputs.size() == size();
    if (asItIs) {
      return input;
    }
    Expression filter =
        filters.isEmpty()
            ? null
            : filters.size() == 1 ? filters.getFirst() : new Expression.And(filters);
    return new RowNode.Calc(input, filter, outputs, new Schema(fields));
  }
}
