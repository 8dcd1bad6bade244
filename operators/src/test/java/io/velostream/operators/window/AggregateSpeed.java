package io.velostream.operators.window;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.operators.Operator;
import io.velostream.operators.aggregate.Aggregate;
import io.velostream.operators.aggregate.AggregateFunction;
import io.velostream.operators.aggregate.AggregateSpec;
import io.velostream.operators.aggregate.Aggregation;
import io.velostream.operators.aggregate.Emission;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import io.velostream.stream.time.WindowSpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Times the benchmark scenarios on the bare operators: `main [scenario …]`.
public final class AggregateSpeed {
  private static final int BATCH = 4096;
  private static final DataType MONEY = new DataType.Decimal(18, 4);

  private AggregateSpeed() {}

  /// How the two key columns come.
  private enum Keys {
    IDS,
    BYTES,
    MANY_BYTES,
    MILLION_BYTES
  }

  public static void main(String[] args) {
    List<String> chosen =
        args.length == 0 ? List.of("2", "2s", "2d", "2k", "2m", "3a", "3b", "3r") : List.of(args);
    for (String name : chosen) {
      switch (name) {
        case "2" -> run(name, batches(1 << 20, Keys.IDS, false), 20, () -> aggregate(false, false));
        case "2x" -> run(name, batches(1 << 20, Keys.IDS, false), 20, () -> aggregate(false, true));
        case "2mx" ->
            run(name, batches(1 << 22, Keys.MILLION_BYTES, false), 4, () -> aggregate(false, true));
        case "2s" ->
            run(name, batches(1 << 20, Keys.BYTES, false), 20, () -> aggregate(false, false));
        case "2d" -> run(name, batches(1 << 20, Keys.IDS, true), 20, () -> aggregate(true, false));
        case "2k" ->
            run(name, batches(1 << 22, Keys.MANY_BYTES, false), 2, () -> aggregate(false, false));
        case "2kc" ->
            run(name, batches(1 << 21, Keys.MANY_BYTES, false), 1, AggregateSpeed::changes);
        case "2mc" ->
            run(name, batches(1 << 22, Keys.MILLION_BYTES, false), 2, AggregateSpeed::changes);
        case "2m" ->
            run(
                name,
                batches(1 << 22, Keys.MILLION_BYTES, false),
                4,
                () -> aggregate(false, false));
        case "3a" ->
            run(name, batches(1 << 20, Keys.IDS, false), 20, () -> windowed(Emission.FINAL));
        case "3ax" ->
            run(name, batches(1 << 20, Keys.IDS, false), 20, () -> windowed(Emission.FINAL, true));
        case "3as" ->
            run(name, batches(1 << 20, Keys.BYTES, false), 20, () -> windowed(Emission.FINAL));
        case "3b" ->
            run(name, batches(1 << 20, Keys.IDS, false), 20, () -> windowed(Emission.CHANGES));
        case "3bs" ->
            run(name, batches(1 << 20, Keys.BYTES, false), 20, () -> windowed(Emission.CHANGES));
        case "hopx" -> run(name, batches(1 << 20, Keys.IDS, false), 20, () -> hopping(true));
        case "hop" -> run(name, batches(1 << 20, Keys.IDS, false), 20, () -> hopping(false));
        case "session" -> run(name, batches(1 << 20, Keys.IDS, false), 5, AggregateSpeed::sessions);
        case "3r" ->
            run(
                name,
                batches(1 << 20, Keys.IDS, false),
                5,
                () -> windowed(Emission.CHANGES_PER_RECORD));
        case "3rs" ->
            run(
                name,
                batches(1 << 20, Keys.BYTES, false),
                5,
                () -> windowed(Emission.CHANGES_PER_RECORD));
        case "save" -> save(name, () -> aggregate(false, false));
        case "saved" -> save(name, () -> aggregate(true, true));
        default -> throw new IllegalArgumentException(name);
      }
    }
  }

  private static Schema schema(boolean money) {
    return Schema.of(
        Field.of("trader_id", DataType.STRING),
        Field.of("symbol", DataType.STRING),
        Field.of("price", money ? MONEY : DataType.DOUBLE),
        Field.of("quantity", DataType.BIGINT),
        Field.of("value", money ? new DataType.Decimal(38, 4) : DataType.DOUBLE),
        Field.of("trade_time", DataType.TIMESTAMP_MILLIS));
  }

  private static Aggregation aggregation(boolean money, boolean anyOrder) {
    DataType wide = new DataType.Decimal(38, 4);
    return new Aggregation(
        schema(money),
        List.of(0, 1),
        List.of(
            call(AggregateFunction.COUNT, List.of(), DataType.BIGINT),
            call(
                AggregateFunction.AVG,
                List.of(2),
                money ? new DataType.Decimal(38, 6) : DataType.DOUBLE),
            call(AggregateFunction.SUM, List.of(3), DataType.BIGINT),
            call(AggregateFunction.SUM, List.of(4), money ? wide : DataType.DOUBLE)),
        false,
        anyOrder);
  }

  private static AggregateSpec call(AggregateFunction f, List<Integer> arguments, DataType type) {
    return new AggregateSpec(f, arguments, false, OptionalInt.empty(), type);
  }

  private static Operator aggregate(boolean money, boolean anyOrder) {
    return new Aggregate(
        aggregation(money, anyOrder), OptionalInt.empty(), Emission.FINAL, (b, r, reason) -> {});
  }

  private static Operator changes() {
    return new Aggregate(
        aggregation(false, false), OptionalInt.empty(), Emission.CHANGES, (b, r, reason) -> {});
  }

  private static Operator windowed(Emission emission) {
    return windowed(emission, false);
  }

  private static Operator windowed(Emission emission, boolean anyOrder) {
    return new WindowAggregate(
        aggregation(false, anyOrder),
        new WindowSpec.Tumble(60_000_000, 0),
        5,
        emission,
        (b, r, reason) -> {});
  }

  /// Windows of a minute every second: 60 for each row.
  private static Operator hopping(boolean anyOrder) {
    return new WindowAggregate(
        aggregation(false, anyOrder),
        new WindowSpec.Hop(1_000_000, 60_000_000, 0),
        5,
        Emission.FINAL,
        (b, r, reason) -> {});
  }

  private static Operator sessions() {
    return new WindowAggregate(
        aggregation(false, false),
        new WindowSpec.Session(1_000_000),
        5,
        Emission.FINAL,
        (b, r, reason) -> {});
  }

  private static List<Batch> batches(int rows, Keys keys, boolean money) {
    Dictionary traders = new Dictionary();
    Dictionary symbols = new Dictionary();
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from < rows; from += BATCH) {
      Vector[] columns = new Vector[6];
      double[] prices = new double[BATCH];
      long[] unscaled = new long[BATCH];
      long[] quantities = new long[BATCH];
      double[] values = new double[BATCH];
      long[] times = new long[BATCH];
      String[] trader = new String[BATCH];
      String[] symbol = new String[BATCH];
      for (int k = 0; k < BATCH; k++) {
        int i = from + k;
        long many = (i * 0x9E37_79B1L & 0xFFFF_FFFFL) % 1_000_000;
        long million = i % 1_000_000 * 611_953L % 1_000_000;
        trader[k] =
            "T" + (keys == Keys.MANY_BYTES ? many : keys == Keys.MILLION_BYTES ? million : i % 100);
        symbol[k] = "SYM" + i % 50;
        prices[k] = 100 + (0.1 * i) % 50;
        unscaled[k] = Math.round(prices[k] * 10_000);
        quantities[k] = i % 1000;
        values[k] = prices[k] * quantities[k];
        times[k] = i * 1000L;
      }
      columns[0] = strings(trader, keys, traders);
      columns[1] = strings(symbol, keys, symbols);
      columns[2] = money ? new LongVector(unscaled, null) : new DoubleVector(prices, null);
      columns[3] = new LongVector(quantities, null);
      columns[4] = money ? wide(unscaled, quantities) : new DoubleVector(values, null);
      columns[5] = new LongVector(times, null);
      batches.add(new Batch(columns, BATCH, null, null));
    }
    return batches;
  }

  private static Vector wide(long[] a, long[] b) {
    long[] low = new long[a.length];
    for (int i = 0; i < a.length; i++) {
      low[i] = a[i] * b[i];
    }
    return new WideVector(new long[a.length], low, null);
  }

  private static Vector strings(String[] values, Keys keys, Dictionary dictionary) {
    if (keys == Keys.IDS) {
      int[] ids = Arrays.stream(values).mapToInt(v -> dictionary.idOf(Slice.utf8(v))).toArray();
      return new DictionaryVector(ids, dictionary, null);
    }
    BytesVectorBuilder builder = new BytesVectorBuilder();
    for (String value : values) {
      builder.append(Slice.utf8(value));
    }
    return builder.build();
  }

  private static void run(String name, List<Batch> batches, int repeats, Supplier<Operator> make) {
    long rows = (long) batches.size() * BATCH * repeats;
    double best = Double.MAX_VALUE;
    List<Double> all = new ArrayList<>();
    long[] out = new long[1];
    long allocated = 0;
    for (int round = 0; round < 8; round++) {
      Operator operator = make.get();
      out[0] = 0;
      long before = allocatedBytes();
      long start = cpuNanos();
      long time = 0;
      for (int r = 0; r < repeats; r++) {
        for (int b = 0; b < batches.size(); b++) {
          Batch batch = batches.get(b);
          if (r > 0) {
            batch = shifted(batch, r * (long) batches.size() * BATCH * 1000);
          }
          operator.process(0, batch, o -> out[0] += o.rowCount());
          operator.endStep(o -> out[0] += o.rowCount());
          time += BATCH * 1000L;
          operator.advance(time, o -> out[0] += o.rowCount());
        }
      }
      operator.advance(Watermarks.END, o -> out[0] += o.rowCount());
      double nanos = (cpuNanos() - start) / (double) rows;
      allocated = allocatedBytes() - before;
      all.add(nanos);
      best = Math.min(best, nanos);
    }
    all.sort(null);
    System.out.printf(
        "%-4s best %.2f median %.2f ns/row = %.1f M rows/s; %d rows out; %.2f bytes/row"
            + " allocated%n",
        name, best, all.get(all.size() / 2), 1000 / best, out[0], allocated / (double) rows);
  }

  /// Times saving and restoring a million groups.
  private static void save(String name, Supplier<Operator> make) {
    Operator operator = make.get();
    boolean money = name.equals("saved");
    for (Batch batch : batches(1 << 20, Keys.MILLION_BYTES, money)) {
      operator.process(0, batch, _ -> {});
      operator.endStep(_ -> {});
    }
    long groups = operator.stateRows();
    StateOutput out = new StateOutput();
    for (int round = 0; round < 8; round++) {
      out.reset();
      long start = cpuNanos();
      operator.save(out);
      long saved = cpuNanos();
      Operator next = make.get();
      next.restore(StateInput.of(out.pieces()), KeyRange.ALL);
      long restored = cpuNanos();
      if (next.stateRows() != groups) {
        throw new IllegalStateException(next.stateRows() + " groups of " + groups);
      }
      System.out.printf(
          "%-5s %d groups, %.1f bytes/group; saved in %.1f, restored in %.1f ns/group%n",
          name,
          groups,
          out.size() / (double) groups,
          (saved - start) / (double) groups,
          (restored - saved) / (double) groups);
    }
  }

  private static final long[] SHIFTED = new long[BATCH];

  /// The same batch later. Its cost (a copy of one column) is part of what is measured.
  private static Batch shifted(Batch batch, long by) {
    long[] times = ((LongVector) batch.column(5)).values();
    for (int i = 0; i < BATCH; i++) {
      SHIFTED[i] = times[i] + by;
    }
    Vector[] columns = batch.columns().clone();
    columns[5] = new LongVector(SHIFTED, null);
    return batch.withColumns(columns);
  }

  /// CPU time, not wall time, so that a busy machine disturbs less.
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long allocatedBytes() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
