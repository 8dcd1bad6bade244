package io.velostream.operators.over;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs an [OverSpec] over an append-only input.
///
/// **When a row is put out**, if ordered by time. First its place in the order must be fixed: no
/// row can come before it any more. Rows below the watermark are late and never get in, so with the
/// time as the only order column a place is fixed as soon as the watermark reaches the time (later
/// rows of the same time come after it by arrival); with further order columns only when the
/// watermark is beyond the time. Then the frames must be complete:
///
/// - nothing more for ROWS up to the current row, LAG, ROW_NUMBER, RANK and DENSE_RANK, which only
///   look back;
/// - n more rows of the partition for ROWS to n FOLLOWING, and for LEAD;
/// - for RANGE to the current row all rows of the same time: the watermark is beyond it; to n
///   FOLLOWING: it is beyond the time plus n;
/// - the end of the input for UNBOUNDED FOLLOWING.
///
/// Rows that become ready together are put out in (order, arrival). If all calls only look back,
/// that makes the output as a whole ordered so, whatever the batches.
///
/// **If not ordered by time** everything is held to the end of the input and then put out in
/// (order, arrival).
///
/// Late rows and rows without time go to the late rows.
public final class OverOperator implements Operator {
  private static final String NO_TIME = "event time is NULL";

  private final boolean timeOrdered;
  private final boolean onlyTime;
  private final int timeColumn;
  private final List<Integer> partitionKeys;
  private final OrderedBuffer buffer;
  private final OverEvaluator evaluator;
  private final LateRows late;
  private int[] kept = new int[0];
  private long watermark = Watermarks.NONE;

  /// @param late takes rows behind the watermark and rows without time
  public OverOperator(OverSpec spec, LateRows late) {
    timeOrdered = spec.timeOrdered();
    onlyTime = timeOrdered && spec.order().size() == 1;
    timeColumn = timeOrdered ? spec.order().getFirst().column() : -1;
    partitionKeys = spec.partitionKeys();
    buffer = new OrderedBuffer(spec.inputLanes(), spec.order());
    evaluator = ColumnPlan.supports(spec) ? new ColumnEvaluator(spec) : new RowEvaluator(spec);
    this.late = late;
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    int count = batch.rowCount();
    if (count == 0) {
      return;
    }
    if (batch.weights() != null) {
      requireAppendOnly(batch);
    }
    if (!timeOrdered) {
      buffer.append(batch, batch.selection(), count, false);
    } else if (inOrder(batch)) {
      buffer.append(batch, batch.selection(), count, onlyTime);
    } else {
      appendPunctual(batch);
    }
  }

  /// Whether the rows are in order of time, none is late, and all come after those in the buffer:
  /// the usual case, told by one pass over the time column.
  private boolean inOrder(Batch batch) {
    Vector vector = batch.column(timeColumn);
    if (vector.nulls() != null) {
      return false;
    }
    long[] times = ((LongVector) vector).values();
    return times[batch.rowAt(0)] >= Math.max(watermark, buffer.lastTime())
        && ascending(times, batch.selection(), batch.rowCount());
  }

  private static boolean ascending(long[] times, int @Nullable [] selection, int count) {
    boolean descends = false;
    if (selection == null) {
      for (int k = 1; k < count; k++) {
        descends |= times[k] < times[k - 1];
      }
    } else {
      for (int k = 1; k < count; k++) {
        descends |= times[selection[k]] < times[selection[k - 1]];
      }
    }
    return !descends;
  }

  private void appendPunctual(Batch batch) {
    if (kept.length < batch.rowCount()) {
      kept = new int[Math.max(batch.rowCount(), kept.length * 2)];
    }
    Vector vector = batch.column(timeColumn);
    long[] times = ((LongVector) vector).values();
    int count = 0;
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      if (vector.isNull(row)) {
        late.report(batch, row, NO_TIME);
      } else if (times[row] < watermark) {
        late.report(
            batch,
            row,
            "its place in the order has been passed: its time is "
                + times[row]
                + ", the watermark "
                + watermark);
      } else {
        kept[count++] = row;
      }
    }
    if (count > 0) {
      buffer.append(batch, kept, count, false);
    }
  }

  private static void requireAppendOnly(Batch batch) {
    for (int k = 0; k < batch.rowCount(); k++) {
      if (batch.weightAt(batch.rowAt(k)) != 1) {
        throw new IllegalStateException("OVER takes an append-only input only");
      }
    }
  }

  @Override
  public void endStep(Output output) {}

  @Override
  public void advance(long newWatermark, Output output) {
    watermark = newWatermark;
    boolean end = newWatermark == Watermarks.END;
    if (!timeOrdered && !end) {
      return;
    }
    buffer.sort();
    int fixed = end ? buffer.end() : fixedBy(newWatermark);
    if (fixed > buffer.head()) {
      evaluator.accept(buffer.views(), buffer.head(), fixed, output);
      buffer.dropBefore(fixed);
    }
    evaluator.release(newWatermark, output);
  }

  private int fixedBy(long mark) {
    return buffer.firstNotBefore(onlyTime && !evaluator.takesPeers() ? mark + 1 : mark);
  }

  @Override
  public StateFormat stateFormat() {
    return evaluator.stateFormat();
  }

  @Override
  public void save(StateOutput out) {
    out.putLong(watermark);
    buffer.save(out);
    evaluator.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    watermark = Math.max(watermark, in.getLong());
    buffer.restore(in, partitionKeys, keys);
    evaluator.restore(in, keys);
  }

  @Override
  public long stateRows() {
    return buffer.end() - buffer.head() + evaluator.stateRows();
  }

  @Override
  public long memoryBytes() {
    return buffer.memoryBytes() + evaluator.memoryBytes() + 4L * kept.length;
  }
}
