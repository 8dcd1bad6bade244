package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.plan.GroupNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.bind.FunctionCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Lets a group close that has a window among its keys, but not the window's end: by `window_start`
/// alone it is complete when the last window of that start has ended, by `window_time` a
/// millisecond after it, by a bucket of event time such as DATE_TRUNC('hour', ts) when that has
/// ended. That instant becomes one more key, which changes no group because it follows from the
/// others.
final class ClosingKey {
  private static final String NAME = "window_close";

  /// What a date becomes, for its end to be told.
  private static final DataType MIDNIGHT = new DataType.Timestamp(6, false);

  private ClosingKey() {}

  /// The aggregate with such a key, its own columns on top; nothing when no key tells.
  static Optional<PlanNode> added(GroupNode.Aggregate aggregate, FunctionCalls functions) {
    for (int column : aggregate.keys()) {
      OptionalLong wait = EventTimeColumns.untilComplete(aggregate.input(), column);
      if (wait.isPresent()) {
        return Optional.of(with(aggregate, column, wait.getAsLong(), functions));
      }
    }
    return Optional.empty();
  }

  private static PlanNode with(
      GroupNode.Aggregate aggregate, int column, long wait, FunctionCalls functions) {
    PlanNode input = aggregate.input();
    Expression start = Columns.of(input.schema(), column);
    Expression key =
        start.type() instanceof DataType.Date
            ? new Expression.Cast(start, MIDNIGHT, false, SourcePosition.NONE)
            : start;
    Expression micros =
        new Expression.Literal(wait, new DataType.Interval(DataType.Interval.Family.DAY_TIME));
    List<Expression> outputs = new ArrayList<>(Columns.all(input.schema()));
    outputs.add(functions.call("+", List.of(key, micros), key.type(), SourcePosition.NONE));
    Field close = new Field(NAME, key.type(), key.nullable());
    PlanNode below = new RowNode.Calc(input, null, outputs, with(input.schema(), -1, close));

    int added = aggregate.keys().size();
    List<Integer> keys = new ArrayList<>(aggregate.keys());
    keys.add(input.schema().size());
    PlanNode closing =
        new GroupNode.Aggregate(
            below,
            keys,
            aggregate.calls(),
            OptionalInt.of(added),
            aggregate.emission(),
            with(aggregate.schema(), added, close));
    List<Expression> own = new ArrayList<>(Columns.all(closing.schema()));
    own.remove(added);
    return new RowNode.Calc(closing, null, own, aggregate.schema());
  }

  /// A schema with one more field, at an index or, at -1, at the end.
  private static Schema with(Schema schema, int index, Field field) {
    List<Field> fields = new ArrayList<>(schema.fields());
    fields.add(index < 0 ? fields.size() : index, field);
    return new Schema(fields);
  }
}
