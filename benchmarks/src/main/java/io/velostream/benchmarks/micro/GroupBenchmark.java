package io.velostream.benchmarks.micro;

import io.velostream.benchmarks.data.DataSet;
import io.velostream.benchmarks.data.Tables;
import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.state.GroupTable;
import io.velostream.state.KeyEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/// From two key columns of strings to the number of the group: hashing and probing.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GroupBenchmark {
  private static final int ROWS = 1 << 20;
  private static final int BATCH = 4096;

  /// The form of the keys.
  @Param public KeyForm keys = KeyForm.CODED;

  private DataSet data = Tables.trades().generate(0, BATCH);
  private GroupTable table = emptyTable();
  private final int[] slots = new int[BATCH];

  /// Makes the rows, and checks that rows get the same slot exactly when their keys are equal.
  @Setup
  public void prepare() {
    data = keys.trades().generate(ROWS, BATCH);
    table = emptyTable();
    Map<List<@Nullable Object>, Integer> slotOfKey = new HashMap<>();
    for (Batch batch : data.batches()) {
      Vector[] columns = batch.columns();
      table.resolve(columns, null, batch.rowCount(), null, slots);
      for (int row = 0; row < batch.rowCount(); row++) {
        List<@Nullable Object> key =
            List.of(
                String.valueOf(Values.get(columns[0], row)),
                String.valueOf(Values.get(columns[1], row)));
        Gate.requireEqual(
            slotOfKey.computeIfAbsent(key, _ -> slotOfKey.size()), slots[row], "slot");
      }
    }
    Gate.requireEqual(slotOfKey.size(), table.size(), "groups");
  }

  /// Finds the group of each row; all groups are known.
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int resolve() {
    int last = 0;
    for (Batch batch : data.batches()) {
      table.resolve(batch.columns(), null, batch.rowCount(), null, slots);
      last += slots[batch.rowCount() - 1];
    }
    return last;
  }

  /// As grouping without windows has it.
  private static final int CODE_BITS = 18;

  private static GroupTable emptyTable() {
    KeyEncoder encoder = new KeyEncoder(List.of(Lane.BYTES, Lane.BYTES), false, false);
    return new GroupTable(encoder, new GroupTable.Scratch(encoder), CODE_BITS);
  }
}
