package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.SortColumn;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.SlotRows;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One aggregate over groups whose rows come and go one at a time: what slides over the rows of an
/// OVER. It stands on the accumulators of GROUP BY, which take retractions.
public final class SlidingAggregate implements MemorySized {
  private final AccumulatorSet state;
  private final InputRows[] pickers;
  private final Finisher finisher;
  private final GroupedRows in = new GroupedRows();
  private final int[] slots = new int[1];
  private final int[] rows = new int[1];
  private final int[] result = new int[1];
  private final Vector[] columns;
  private long[] weights = new long[0];
  private long[] numbers = new long[0];
  private int groups;

  /// Groups that were given back, empty.
  private int[] free = new int[4];

  private int freeCount;
  private long arrivals;

  /// @param input types of the columns
  /// @param leaves whether rows can leave again
  public SlidingAggregate(List<DataType> input, AggregateSpec call, boolean leaves) {
    List<Field> fields = new ArrayList<>();
    input.forEach(type -> fields.add(Field.of("c" + fields.size(), type)));
    fields.add(Field.of("number", DataType.BIGINT));
    AggregationLayout layout =
        new AggregationLayout(
            new Aggregation(
                new Schema(fields),
                List.of(),
                List.of(leaves ? byNumber(call, input.size()) : call),
                leaves,
                true));
    state = new AccumulatorSet(layout, new SlotRows());
    pickers = layout.inputs().stream().map(InputRows::new).toArray(InputRows[]::new);
    finisher = layout.finishers().getFirst();
    columns = new Vector[fields.size()];
    in.count = 1;
    in.slots = slots;
    in.rows = rows;
  }

  /// Rows leave in the order in which they came, which values alone do not tell.
  private static AggregateSpec byNumber(AggregateSpec call, int number) {
    boolean collects =
        call.function() == AggregateFunction.STRING_AGG
            || call.function() == AggregateFunction.ARRAY_AGG;
    return collects && call.order().isEmpty() && !call.distinct()
        ? new AggregateSpec(
            call.function(),
            call.arguments(),
            false,
            call.filter(),
            List.of(SortColumn.ascending(number)),
            call.parameters(),
            call.type(),
            call.user())
        : call;
  }

  /// A group without rows.
  public int newGroup() {
    if (freeCount > 0) {
      return free[--freeCount];
    }
    state.reserve(groups + 1);
    return groups++;
  }

  /// Adds a row to a group, or takes it away.
  ///
  /// @param from the columns of the input, and perhaps more behind them
  /// @param number the row's place among all rows
  public void change(Vector[] from, int row, long number, int group, boolean comes) {
    if (row >= weights.length) {
      weights = Arrays.copyOf(weights, Math.max(row + 1, weights.length * 2));
      numbers = Arrays.copyOf(numbers, weights.length);
    }
    weights[row] = comes ? 1 : -1;
    numbers[row] = number;
    int inputs = columns.length - 1;
    System.arraycopy(from, 0, columns, 0, inputs);
    columns[inputs] = new LongVector(numbers, null);
    in.weights = comes ? null : weights;
    in.firstArrival = arrivals++ - row;
    slots[0] = group;
    rows[0] = row;
    state.add(new Batch(columns, 1, rows, in.weights), in, pickers);
  }

  /// Makes a group empty again.
  public void clear(int group) {
    state.clear(group);
  }

  /// Makes a group empty, to be a new one again.
  public void giveBack(int group) {
    state.clear(group);
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, freeCount * 2);
    }
    free[freeCount++] = group;
  }

  /// Writes the result of a group.
  public void write(int group, ColumnBuffer out, int at) {
    result[0] = group;
    state.beginResults();
    finisher.write(state, result, 0, 1, out, at);
  }

  /// Writes a group.
  public void save(StateOutput out, int group) {
    result[0] = group;
    out.putLong(arrivals);
    state.save(out, result, 0, 1);
  }

  /// Reads a group, which is empty.
  public void restore(StateInput in, int group) {
    result[0] = group;
    arrivals = Math.max(arrivals, in.getLong());
    state.restore(in, result, 0, 1);
  }

  @Override
  public long memoryBytes() {
    return state.memoryBytes() + 8L * (weights.length + numbers.length);
  }
}
