package io.velostream.benchmarks.micro;

import io.velostream.benchmarks.data.DataSet;
import io.velostream.benchmarks.data.Tables;
import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.operators.Operator;
import io.velostream.plan.AggregateFunction;
import io.velostream.plan.Frame;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.OverCall;
import io.velostream.plan.PlanNode;
import io.velostream.plan.SortKey;
import io.velostream.plan.TableDescription;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.lower.Lowering;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/// The OVER operator alone, ten partitions, rows in order of time.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OverBenchmark {
  private static final int ROWS = 1_000_000;
  private static final int BATCH = 4096;
  private static final int SYMBOLS = 10;
  private static final int SYMBOL = 0;
  private static final int PRICE = 1;
  private static final int TIME = 2;
  private static final Frame WITH_PEERS =
      new Frame(
          Frame.Unit.RANGE, new Frame.Bound.UnboundedPreceding(), new Frame.Bound.CurrentRow());
  private static final Frame LAST_100 =
      new Frame(Frame.Unit.ROWS, new Frame.Bound.Preceding(99), new Frame.Bound.CurrentRow());

  /// What is computed.
  public enum Call {
    /// LAG(price).
    LAG,
    /// LAG(price) IGNORE NULLS.
    LAG_IGNORE_NULLS,
    /// LEAD(price).
    LEAD,
    /// ROW_NUMBER().
    ROW_NUMBER,
    /// RANK().
    RANK,
    /// SUM(price) over the default frame.
    SUM,
    /// AVG, MIN and MAX of the price over the default frame.
    AVG_MIN_MAX,
    /// AVG, MIN and MAX of the price over 100 rows.
    AVG_MIN_MAX_OF_100
  }

  /// What is computed.
  @Param public Call call = Call.LAG;

  private DataSet data = Tables.ticks().generate(0, BATCH);

  /// Makes the rows, and checks that each comes out once: the sum over the row numbers, which are
  /// an extra call.
  @Setup
  public void prepare() {
    data = Tables.ticks().generate(ROWS, BATCH);
    long perSymbol = ROWS / SYMBOLS;
    long numbers = SYMBOLS * (perSymbol * (perSymbol + 1) / 2);
    OverCall number =
        new OverCall.Ranking(OverCall.Ranking.Kind.ROW_NUMBER, DataType.BIGINT, "number");
    List<OverCall> calls = new ArrayList<>(List.of(number));
    calls.addAll(calls());
    Tally tally = run(calls);
    Gate.requireEqual(
        List.of((long) ROWS, numbers), List.of(tally.rows(), tally.sum()), "rows, numbers");
  }

  /// Computes the calls of all rows in a new operator.
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long over() {
    return run(calls()).rows();
  }

  private Tally run(List<OverCall> calls) {
    Schema input = data.table().schema();
    Operator operator = operator(input, calls);
    boolean numbers = calls.getFirst() instanceof OverCall.Ranking;
    Tally tally = new Tally(numbers ? input.size() : TIME);
    for (Batch batch : data.batches()) {
      operator.process(0, batch, tally);
      operator.endStep(tally);
      long[] times = ((LongVector) batch.column(TIME)).values();
      operator.advance(times[batch.rowCount() - 1], tally);
    }
    operator.advance(Watermarks.END, tally);
    return tally;
  }

  private List<OverCall> calls() {
    Expression.Literal none = new Expression.Literal(null, DataType.DOUBLE);
    return switch (call) {
      case LAG -> List.of(new OverCall.Lag(PRICE, 1, false, none, DataType.DOUBLE, "c"));
      case LAG_IGNORE_NULLS ->
          List.of(new OverCall.Lag(PRICE, 1, true, none, DataType.DOUBLE, "c"));
      case LEAD -> List.of(new OverCall.Lead(PRICE, 1, false, none, DataType.DOUBLE, "c"));
      case ROW_NUMBER -> List.of(ranking(OverCall.Ranking.Kind.ROW_NUMBER));
      case RANK -> List.of(ranking(OverCall.Ranking.Kind.RANK));
      case SUM -> List.of(aggregate(AggregateFunction.SUM, WITH_PEERS));
      case AVG_MIN_MAX -> averageAndExtremes(WITH_PEERS);
      case AVG_MIN_MAX_OF_100 -> averageAndExtremes(LAST_100);
    };
  }

  private static List<OverCall> averageAndExtremes(Frame frame) {
    return List.of(
        aggregate(AggregateFunction.AVG, frame),
        aggregate(AggregateFunction.MIN, frame),
        aggregate(AggregateFunction.MAX, frame));
  }

  private static OverCall ranking(OverCall.Ranking.Kind kind) {
    return new OverCall.Ranking(kind, DataType.BIGINT, "c");
  }

  private static OverCall aggregate(AggregateFunction function, Frame frame) {
    return new OverCall.FrameAggregate(
        function, List.of(PRICE), false, OptionalInt.empty(), frame, false, DataType.DOUBLE, "c");
  }

  private static Operator operator(Schema input, List<OverCall> calls) {
    List<Field> fields = new ArrayList<>(input.fields());
    calls.forEach(call -> fields.add(Field.of(call.name(), call.type())));
    PlanNode scan =
        new LeafNode.Scan(
            new TableDescription("ticks", Map.of(), input),
            IntStream.range(0, input.size()).boxed().toList(),
            input);
    PlanNode over =
        new OrderNode.Over(
            scan,
            List.of(SYMBOL),
            List.of(new SortKey(TIME, false, false)),
            true,
            calls,
            new Schema(fields));
    return Lowering.operator(over, new LoweringContext(RuntimeSettings.DEFAULT, "micro"));
  }
}
