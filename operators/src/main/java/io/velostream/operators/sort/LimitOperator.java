package io.velostream.operators.sort;

import io.velostream.columnar.Batch;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// A bare OFFSET and LIMIT over an append-only input: passes the rows of that range of arrival on,
/// without copying them.
public final class LimitOperator implements Operator {
  private static final StateFormat FORMAT = new StateFormat("limit", 1);

  private long toSkip;
  private long toTake;
  private int[] selection = new int[0];

  /// @param limit `Long.MAX_VALUE` for none
  public LimitOperator(long offset, long limit) {
    toSkip = offset;
    toTake = limit;
  }

  @Override
  public boolean isSatisfied() {
    return toTake == 0;
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    int count = batch.rowCount();
    int from = (int) Math.min(toSkip, count);
    toSkip -= from;
    int taken = (int) Math.min(toTake, count - from);
    toTake -= taken;
    if (taken == 0) {
      return;
    }
    output.emit(taken == count ? batch : range(batch, from, taken));
  }

  private Batch range(Batch batch, int from, int taken) {
    if (selection.length < taken) {
      selection = new int[Math.max(taken, selection.length * 2)];
    }
    for (int k = 0; k < taken; k++) {
      selection[k] = batch.rowAt(from + k);
    }
    return batch.select(selection, taken);
  }

  @Override
  public void endStep(Output output) {}

  @Override
  public void advance(long watermark, Output output) {}

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    out.putVarint(toSkip);
    out.putVarint(toTake);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    if (!keys.holdsUnkeyed()) {
      in.skipRest();
      return;
    }
    toSkip = Math.min(toSkip, in.getNumber());
    toTake = Math.min(toTake, in.getNumber());
  }

  @Override
  public long memoryBytes() {
    return 4L * selection.length;
  }
}
