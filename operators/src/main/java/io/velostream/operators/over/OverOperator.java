package io.velostream.operators.over;

import io.velostream.columnar.Batch;
import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.order.OrderedInput;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;

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
  private final OrderedInput rows;
  private final OverEvaluator evaluator;

  /// @param late takes rows behind the watermark and rows without time
  public OverOperator(OverSpec spec, LateRows late) {
    rows =
        new OrderedInput(
            "OVER",
            spec.inputLanes(),
            spec.order(),
            spec.timeOrdered(),
            spec.partitionKeys(),
            late);
    evaluator = ColumnPlan.supports(spec) ? new ColumnEvaluator(spec) : new RowEvaluator(spec);
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    rows.add(batch);
  }

  @Override
  public void endStep(Output output) {}

  @Override
  public void advance(long watermark, Output output) {
    rows.advance(
        watermark,
        evaluator.takesPeers(),
        (columns, from, to) -> evaluator.accept(columns, from, to, output));
    if (rows.isTimeOrdered() || watermark == Watermarks.END) {
      evaluator.release(watermark, output);
    }
  }

  @Override
  public StateFormat stateFormat() {
    return evaluator.stateFormat();
  }

  @Override
  public void save(StateOutput out) {
    rows.save(out);
    evaluator.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    rows.restore(in, keys);
    evaluator.restore(in, keys);
  }

  @Override
  public long stateRows() {
    return rows.size() + evaluator.stateRows();
  }

  @Override
  public long memoryBytes() {
    return rows.memoryBytes() + evaluator.memoryBytes();
  }
}
