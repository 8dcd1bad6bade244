package io.velostream.benchmarks.micro;

import io.velostream.benchmarks.data.DataSet;
import io.velostream.benchmarks.data.TableSpec;
import io.velostream.benchmarks.data.Tables;
import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluator;
import io.velostream.expression.Evaluators;
import io.velostream.expression.Expression;
import io.velostream.expression.Program;
import io.velostream.expression.function.FunctionCatalogue;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A filter, `total_amount > 100`, of which half the rows pass, and a projection, `total_amount *
/// total_amount`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExpressionBenchmark {
  private static final int ROWS = 1 << 20;
  private static final int BATCH = 4096;
  private static final int AMOUNT = 3;

  /// How the expressions are executed.
  @Param public Evaluators evaluators = Evaluators.COMPILED;

  private final EvaluationContext context = new EvaluationContext(ZoneOffset.UTC);
  private final TableSpec table = Tables.orders(50);
  private final DataSet data = table.generate(ROWS, BATCH);
  private Evaluator filter = filter();
  private Evaluator projection = projection();

  /// Checks both against plain Java.
  @Setup
  public void prepare() {
    filter = filter();
    projection = projection();
    long passing = 0;
    double squares = 0;
    for (long i = 0; i < ROWS; i++) {
      double amount = 50 + i % 100;
      passing += amount > 100 ? 1 : 0;
      squares += amount * amount;
    }
    Gate.requireEqual(passing, filter(data), "rows that pass");
    double sum = 0;
    for (Batch batch : data.batches()) {
      Batch result = projection.evaluate(batch, context);
      double[] values = ((DoubleVector) result.column(0)).values();
      for (int k = 0; k < result.rowCount(); k++) {
        sum += values[result.rowAt(k)];
      }
    }
    Gate.requireEqual(squares, sum, "sum of squares");
  }

  /// Filters all rows; columns are passed on as they are.
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long filterRows() {
    return filter(data);
  }

  /// Computes a column for all rows.
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long projectRows() {
    long rows = 0;
    for (Batch batch : data.batches()) {
      rows += projection.evaluate(batch, context).rowCount();
    }
    return rows;
  }

  private long filter(DataSet rows) {
    long passing = 0;
    for (Batch batch : rows.batches()) {
      passing += filter.evaluate(batch, context).rowCount();
    }
    return passing;
  }

  private Evaluator filter() {
    Expression hundred = new Expression.Literal(100.0, DataType.DOUBLE);
    return create(call(">", DataType.BOOLEAN, amount(), hundred), List.of(amount()));
  }

  private Evaluator projection() {
    return create(null, List.of(call("*", DataType.DOUBLE, amount(), amount())));
  }

  private Evaluator create(@Nullable Expression condition, List<Expression> outputs) {
    return evaluators.create(new Program(table.schema().types(), condition, outputs));
  }

  private static Expression amount() {
    return new Expression.Column(AMOUNT, DataType.DOUBLE, false);
  }

  private static Expression call(String name, DataType type, Expression... arguments) {
    return FunctionCatalogue.call(name, List.of(arguments), type, SourcePosition.NONE)
        .orElseThrow(() -> new IllegalStateException("no function " + name));
  }
}
