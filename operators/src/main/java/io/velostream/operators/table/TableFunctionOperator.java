package io.velostream.operators.table;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.LongVectorBuilder;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.user.TableFunction;
import io.velostream.operators.Output;
import io.velostream.operators.StatelessOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls a function for each row and puts out, for each row that it gives, columns of the input and
/// those of the function, with the weight of the input's row. Equal rows give equal rows, so that
/// retractions pass through as they are.
public final class TableFunctionOperator implements StatelessOperator {
  private static final int BATCH_ROWS = 4096;

  private final TableFunction.Call call;
  private final List<Integer> arguments;
  private final List<Integer> passed;
  private final boolean outer;
  private final List<VectorBuilder> columns = new ArrayList<>();
  private final LongVectorBuilder weights = new LongVectorBuilder();
  private final @Nullable Object[] nulls;

  /// @param lanes of the input
  /// @param arguments columns of the input
  /// @param passed columns of the input that the output begins with
  /// @param outer whether a row without rows of the function is kept, with NULLs
  public TableFunctionOperator(
      TableFunction.Call call,
      List<Lane> lanes,
      List<Integer> arguments,
      List<Integer> passed,
      boolean outer) {
    this.call = call;
    this.arguments = List.copyOf(arguments);
    this.passed = List.copyOf(passed);
    this.outer = outer;
    passed.forEach(column -> columns.add(VectorBuilder.of(lanes.get(column))));
    call.function().columns().types().forEach(type -> columns.add(VectorBuilder.of(type.lane())));
    nulls = new Object[call.function().columns().size()];
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      try {
        expand(batch, row, output);
      } catch (UserException error) {
        throw error.at(call.position());
      }
    }
    flush(batch, output);
  }

  private void expand(Batch batch, int row, Output output) {
    Object[] values = arguments(batch, row);
    boolean none = true;
    if (values != null) {
      for (@Nullable Object[] made : call.function().body().call(values)) {
        add(batch, row, made, output);
        none = false;
      }
    }
    if (none && outer) {
      add(batch, row, nulls, output);
    }
  }

  /// The arguments, or `null` when one of them is NULL.
  private Object @Nullable [] arguments(Batch batch, int row) {
    Object[] values = new Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = Values.get(batch.column(arguments.get(i)), row);
      if (value == null) {
        return null;
      }
      values[i] = value;
    }
    return values;
  }

  private void add(Batch batch, int row, @Nullable Object[] made, Output output) {
    if (weights.size() == BATCH_ROWS) {
      flush(batch, output);
    }
    for (int i = 0; i < passed.size(); i++) {
      columns.get(i).append(batch.column(passed.get(i)), row);
    }
    for (int i = 0; i < made.length; i++) {
      Values.append(columns.get(passed.size() + i), made[i]);
    }
    long[] given = batch.weights();
    weights.append(given == null ? 1 : given[row]);
  }

  private void flush(Batch batch, Output output) {
    int count = weights.size();
    if (count == 0) {
      return;
    }
    Vector[] vectors = columns.stream().map(VectorBuilder::build).toArray(Vector[]::new);
    long[] each =
        batch.weights() == null
            ? null
            : Arrays.copyOf(((LongVector) weights.build()).values(), count);
    output.emit(new Batch(vectors, count, null, each));
    columns.forEach(VectorBuilder::reset);
    weights.reset();
  }

  @Override
  public void endStep(Output output) {}

  @Override
  public void advance(long watermark, Output output) {}

  @Override
  public long memoryBytes() {
    return weights.memoryBytes() + columns.stream().mapToLong(VectorBuilder::memoryBytes).sum();
  }
}
