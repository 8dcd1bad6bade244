package io.velostream.benchmarks.micro;

import io.velostream.benchmarks.data.DataSet;
import io.velostream.benchmarks.data.Tables;
import io.velostream.columnar.Batch;
import io.velostream.operators.Operator;
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

/// The grouping operator alone, a step per batch: from rows to changes of groups.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AggregateBenchmark {
  private static final int ROWS = 1 << 20;
  private static final int BATCH = 4096;
  private static final int TOTAL_QUANTITY = 4;

  /// The groups.
  @Param public KeyForm groups = KeyForm.CODED;

  private DataSet data = Tables.trades().generate(0, BATCH);

  /// Makes the rows, and checks the sum over all groups.
  @Setup
  public void prepare() {
    data = groups.trades().generate(ROWS, BATCH);
    long quantities = 0;
    for (long i = 0; i < ROWS; i++) {
      quantities += i % 1000;
    }
    Gate.requireEqual(quantities, run().sum(), "sum of quantities");
  }

  /// Aggregates all rows in a new operator.
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long aggregate() {
    return run().rows();
  }

  private Tally run() {
    Operator operator = TradeAggregates.grouped(data.table().schema());
    Tally tally = new Tally(TOTAL_QUANTITY);
    for (Batch batch : data.batches()) {
      operator.process(0, batch, tally);
      operator.endStep(tally);
    }
    return tally;
  }
}
