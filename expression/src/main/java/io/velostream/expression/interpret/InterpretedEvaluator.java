package io.velostream.expression.interpret;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluator;
import io.velostream.expression.Expression;
import io.velostream.expression.Program;
import org.jspecify.annotations.Nullable;

/// Walks the tree for every row.
///
/// The order of evaluation is: the filter for all rows, then the outputs one after the other, each
/// for all kept rows. So of several errors the first one in that order is raised.
public final class InterpretedEvaluator implements Evaluator {
  private final Program program;
  private final Interpreter interpreter = new Interpreter();

  /// An evaluator of the program.
  public InterpretedEvaluator(Program program) {
    this.program = program;
  }

  @Override
  public Batch evaluate(Batch input, EvaluationContext context) {
    Batch kept = filter(input, context);
    Vector[] columns = new Vector[program.outputs().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = output(program.outputs().get(i), kept, context);
    }
    return kept.withColumns(columns);
  }

  private Batch filter(Batch input, EvaluationContext context) {
    Expression filter = program.filter();
    if (filter == null) {
      return input;
    }
    int[] selection = new int[input.rowCount()];
    int count = 0;
    for (int k = 0; k < input.rowCount(); k++) {
      int row = input.rowAt(k);
      if (Interpreter.isTrue(interpreter.evaluate(filter, input, row, context))) {
        selection[count++] = row;
      }
    }
    return count == input.rowCount() ? input : input.select(selection, count);
  }

  private Vector output(Expression expression, Batch batch, EvaluationContext context) {
    if (expression instanceof Expression.Column column) {
      return batch.column(column.index());
    }
    int capacity = 0;
    for (int k = 0; k < batch.rowCount(); k++) {
      capacity = Math.max(capacity, batch.rowAt(k) + 1);
    }
    @Nullable Object[] values = new @Nullable Object[capacity];
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      values[row] = interpreter.evaluate(expression, batch, row, context);
    }
    VectorBuilder builder = VectorBuilder.of(expression.type().lane());
    for (Object value : values) {
      Values.append(builder, value);
    }
    return builder.build();
  }
}
