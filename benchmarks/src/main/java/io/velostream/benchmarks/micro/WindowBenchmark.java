package io.velostream.benchmarks.micro;

import io.velostream.benchmarks.data.DataSet;
import io.velostream.benchmarks.data.TableSpec;
import io.velostream.benchmarks.data.Tables;
import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.operators.Operator;
import io.velostream.stream.Watermarks;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/// The window operator alone: rows to groups of a minute, each emitted when its window closes.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WindowBenchmark {
  private static final int ROWS = 1_200_000;
  private static final int BATCH = 4096;
  private static final int TIME = 4;
  private static final int TOTAL_QUANTITY = 6;
  private static final long DELAY = 10_000_000;
  private static final long WINDOWS_OF_100_GROUPS = ROWS / 60_000 * 100L;

  /// In which order rows come.
  public enum Order {
    /// By time.
    IN_ORDER,
    /// Up to ten seconds out of order.
    OUT_OF_ORDER
  }

  /// The order of the rows.
  @Param public Order order = Order.IN_ORDER;

  private DataSet data = Tables.timedTrades().generate(0, BATCH);

  /// Makes the rows, and checks the number of results and the sum over all of them.
  @Setup
  public void prepare() {
    TableSpec table =
        switch (order) {
          case IN_ORDER -> Tables.timedTrades();
          case OUT_OF_ORDER -> Tables.tradesOutOfOrder();
        };
    data = table.generate(ROWS, BATCH);
    long quantities = 0;
    for (long i = 0; i < ROWS; i++) {
      quantities += i % 1000;
    }
    // Out of order, the first rows fall into the minute before.
    long results = WINDOWS_OF_100_GROUPS + (order == Order.OUT_OF_ORDER ? 100 : 0);
    Tally tally = run();
    Gate.requireEqual(
        List.of(results, quantities), List.of(tally.rows(), tally.sum()), "results, quantities");
  }

  /// Aggregates all rows in a new operator.
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long aggregate() {
    return run().rows();
  }

  private Tally run() {
    Operator operator = TradeAggregates.windowed(data.table().schema());
    Tally tally = new Tally(TOTAL_QUANTITY);
    for (Batch batch : data.batches()) {
      operator.process(0, batch, tally);
      operator.endStep(tally);
      long[] times = ((LongVector) batch.column(TIME)).values();
      operator.advance(times[0] - DELAY, tally);
    }
    operator.advance(Watermarks.END, tally);
    return tally;
  }
}
