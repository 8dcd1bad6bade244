package io.velostream.operators.over;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Vector;
import io.velostream.operators.Output;
import io.velostream.operators.rows.Gather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// COUNT, SUM, AVG, MIN and MAX over the last n rows, or over all rows so far: a column at a time.
///
/// The rows of a batch are grouped by partition, and each accumulator runs over one partition's
/// rows in a tight loop. Calls that need the same count or sum share it. Input columns are passed
/// on as they are.
final class ColumnEvaluator implements OverEvaluator {
  /// Rows taken at a time where rows have to be moved anyway.
  private static final int CHUNK = 4096;

  /// Larger runs are cut up, to keep results in the cache.
  private static final int LARGEST_RUN = 4 * CHUNK;

  private static final int LARGEST_WINDOW = 1 << 24;

  private final PartitionIndex partitions;
  private final List<Inclusion> inclusions = new ArrayList<>();
  private final List<ColumnAccumulator> accumulators = new ArrayList<>();
  private final List<ColumnResult> results = new ArrayList<>();
  private final Gather[] gathers;

  /// Rows so far by partition.
  private long[] seen = new long[0];

  private int[] chunk = new int[0];
  private int[] numbers = new int[0];

  /// Rows of the batch grouped by partition, with the end of each group by partition.
  private int[] grouped = new int[0];

  private int[] groupEnds = new int[0];
  private int[] touched = new int[0];

  ColumnEvaluator(OverSpec spec) {
    partitions = new PartitionIndex(spec.inputLanes(), spec.partitionKeys());
    gathers = new Gather[spec.input().size()];
    Arrays.setAll(gathers, _ -> new Gather());
    Planner planner = new Planner(spec.input());
    for (OverFunction function : spec.functions()) {
      results.add(planner.result((OverFunction.Aggregate) function));
    }
  }

  /// Whether all functions are of the kind that is computed here.
  static boolean supports(OverSpec spec) {
    for (OverFunction function : spec.functions()) {
      boolean supported =
          switch (function) {
            case OverFunction.Aggregate call -> supports(call, spec.input());
            case OverFunction.NthValue _,
                OverFunction.Lag _,
                OverFunction.Lead _,
                OverFunction.Ranking _ ->
                false;
          };
      if (!supported) {
        return false;
      }
    }
    return true;
  }

  private static boolean supports(OverFunction.Aggregate call, List<DataType> input) {
    OverFrame frame = call.frame();
    if (frame.range()
        || frame.end() != 0
        || (!frame.fromStart() && (frame.start() > 0 || frame.start() <= -LARGEST_WINDOW))) {
      return false;
    }
    return switch (call.function()) {
      case COUNT -> !call.distinct();
      case SUM, AVG -> !call.distinct() && isNumber(input.get(call.argument()).lane());
      case MIN, MAX -> isNumber(input.get(call.argument()).lane());
      case FIRST_VALUE, LAST_VALUE, ANY_VALUE, VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> false;
    };
  }

  private static boolean isNumber(Lane lane) {
    return lane == Lane.LONG || lane == Lane.DOUBLE;
  }

  @Override
  public void accept(Vector[] columns, int from, int to, Output output) {
    if (from == 0 && to <= LARGEST_RUN) {
      evaluate(columns, to, output);
      return;
    }
    if (chunk.length == 0) {
      chunk = new int[CHUNK];
    }
    int[] rows = chunk;
    for (int start = from; start < to; start += CHUNK) {
      int count = Math.min(CHUNK, to - start);
      for (int k = 0; k < count; k++) {
        rows[k] = start + k;
      }
      Vector[] moved = new Vector[columns.length];
      for (int c = 0; c < columns.length; c++) {
        moved[c] = gathers[c].gather(columns[c], rows, count);
      }
      evaluate(moved, count, output);
    }
  }

  @Override
  public void release(long watermark, Output output) {}

  private void evaluate(Vector[] columns, int count, Output output) {
    int groups = group(columns, count);
    for (Inclusion inclusion : inclusions) {
      inclusion.begin(columns, count);
    }
    for (ColumnAccumulator accumulator : accumulators) {
      accumulator.begin(columns, count, partitions.size());
      int from = 0;
      for (int g = 0; g < groups; g++) {
        int partition = touched[g];
        int to = groupEnds[partition];
        accumulator.run(partition, seen[partition], grouped, from, to);
        from = to;
      }
    }
    int from = 0;
    for (int g = 0; g < groups; g++) {
      int to = groupEnds[touched[g]];
      seen[touched[g]] += to - from;
      groupEnds[touched[g]] = 0;
      from = to;
    }
    Vector[] all = Arrays.copyOf(columns, columns.length + results.size());
    for (int i = 0; i < results.size(); i++) {
      all[columns.length + i] = results.get(i).vector(count);
    }
    output.emit(new Batch(all, count, null, null));
  }

  /// Groups the rows by partition with a counting sort and returns the number of partitions in the
  /// batch, which are then in `touched`.
  private int group(Vector[] columns, int count) {
    if (numbers.length < count) {
      int capacity = Math.max(count, numbers.length * 2);
      numbers = new int[capacity];
      grouped = new int[capacity];
      touched = new int[capacity];
      Arrays.setAll(grouped, i -> i);
    }
    if (!partitions.isSingle()) {
      partitions.assign(columns, 0, count, numbers);
    }
    if (seen.length < partitions.size()) {
      int capacity = Math.max(partitions.size(), seen.length * 2);
      seen = Arrays.copyOf(seen, capacity);
      groupEnds = Arrays.copyOf(groupEnds, capacity);
    }
    if (partitions.isSingle()) {
      touched[0] = 0;
      groupEnds[0] = count;
      return 1;
    }
    return group(numbers, count, groupEnds, touched, grouped);
  }

  private static int group(int[] numbers, int count, int[] ends, int[] touched, int[] grouped) {
    int groups = 0;
    for (int k = 0; k < count; k++) {
      int number = numbers[k];
      if (ends[number]++ == 0) {
        touched[groups++] = number;
      }
    }
    int start = 0;
    for (int g = 0; g < groups; g++) {
      int size = ends[touched[g]];
      ends[touched[g]] = start;
      start += size;
    }
    for (int k = 0; k < count; k++) {
      grouped[ends[numbers[k]]++] = k;
    }
    return groups;
  }

  @Override
  public long stateRows() {
    return partitions.size();
  }

  @Override
  public long memoryBytes() {
    long bytes = partitions.memoryBytes() + 8L * seen.length;
    for (ColumnAccumulator accumulator : accumulators) {
      bytes += accumulator.memoryBytes();
    }
    for (Gather gather : gathers) {
      bytes += gather.memoryBytes();
    }
    return bytes + 4L * (numbers.length + grouped.length + groupEnds.length + touched.length);
  }

  /// Finds the accumulators for the calls, each kind once per argument, filter and window.
  private final class Planner {
    private final List<DataType> input;
    private final Map<List<Object>, Inclusion> inclusionsByKey = new HashMap<>();
    private final Map<List<Object>, ColumnAccumulator> byKey = new HashMap<>();

    Planner(List<DataType> input) {
      this.input = input;
    }

    ColumnResult result(OverFunction.Aggregate call) {
      CountAccumulator counts =
          (CountAccumulator)
              shared("count", call, () -> new CountAccumulator(window(call), inclusion(call)));
      boolean real = call.type().equals(DataType.REAL);
      return switch (call.function()) {
        case COUNT -> ColumnResult.count(counts);
        case SUM ->
            isDouble(call)
                ? ColumnResult.sum(counts, doubleSum(call), real)
                : ColumnResult.sum(counts, longSum(call), call.type());
        case AVG -> {
          if (isDouble(call)) {
            yield ColumnResult.average(counts, doubleSum(call), real);
          }
          yield call.type() instanceof DataType.Decimal decimal
              ? ColumnResult.average(counts, longSum(call), scale(call), decimal)
              : ColumnResult.average(counts, longSum(call));
        }
        case MIN, MAX -> ColumnResult.extreme(counts, extreme(call), argumentLane(call));
        case FIRST_VALUE, LAST_VALUE, ANY_VALUE, VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP ->
            throw new IllegalArgumentException("not computed by columns: " + call.function());
      };
    }

    private DoubleSumAccumulator doubleSum(OverFunction.Aggregate call) {
      return (DoubleSumAccumulator)
          shared(
              "sum",
              call,
              () -> new DoubleSumAccumulator(window(call), inclusion(call), call.argument()));
    }

    private LongSumAccumulator longSum(OverFunction.Aggregate call) {
      return (LongSumAccumulator)
          shared(
              "sum",
              call,
              () -> new LongSumAccumulator(window(call), inclusion(call), call.argument()));
    }

    private ExtremeAccumulator extreme(OverFunction.Aggregate call) {
      boolean largest = call.function() == FrameFunction.MAX;
      return (ExtremeAccumulator)
          shared(
              largest ? "max" : "min",
              call,
              () ->
                  new ExtremeAccumulator(
                      window(call), inclusion(call), call.argument(), isDouble(call), largest));
    }

    private ColumnAccumulator shared(
        String kind, OverFunction.Aggregate call, Supplier<ColumnAccumulator> make) {
      return byKey.computeIfAbsent(
          List.of(kind, call.argument(), call.filter(), window(call)),
          _ -> {
            ColumnAccumulator made = make.get();
            accumulators.add(made);
            return made;
          });
    }

    private Inclusion inclusion(OverFunction.Aggregate call) {
      return inclusionsByKey.computeIfAbsent(
          List.of(call.argument(), call.filter()),
          _ -> {
            Inclusion made = new Inclusion(call.argument(), call.filter());
            inclusions.add(made);
            return made;
          });
    }

    private int window(OverFunction.Aggregate call) {
      OverFrame frame = call.frame();
      return frame.fromStart() ? ColumnAccumulator.UNBOUNDED : (int) (1 - frame.start());
    }

    private Lane argumentLane(OverFunction.Aggregate call) {
      return input.get(call.argument()).lane();
    }

    private boolean isDouble(OverFunction.Aggregate call) {
      return argumentLane(call) == Lane.DOUBLE;
    }

    private int scale(OverFunction.Aggregate call) {
      return input.get(call.argument()) instanceof DataType.Decimal decimal ? decimal.scale() : 0;
    }
  }
}
