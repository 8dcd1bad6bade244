package io.velostream.operators.join;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.operators.LateRows;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;

/// Judges the rows of one input of a join by the event time of that input: that of the other one
/// says nothing, since how the two alternate must not matter. Where an input that was idle comes
/// back, what the join has let go in the meantime counts, too.
final class Lateness {
  private final TimeBounds bounds;
  private final boolean ofLeft;
  private final int column;
  private final LateRows late;
  private long watermark = Watermarks.NONE;

  Lateness(TimeBounds bounds, boolean ofLeft, LateRows late) {
    this.bounds = bounds;
    this.ofLeft = ofLeft;
    this.column = ofLeft ? bounds.left() : bounds.right();
    this.late = late;
  }

  void reached(long time) {
    watermark = Math.max(watermark, time);
  }

  /// Whether a row is late, and was reported. A row without a time is not.
  boolean isLate(Batch batch, int row) {
    Vector vector = batch.column(column);
    if (vector.isNull(row)) {
      return false;
    }
    long time = ((LongVector) vector).values()[row];
    if (time >= bounds.lateBefore(ofLeft, watermark)) {
      return false;
    }
    late.report(
        batch, row, "the join has passed its time " + time + ": the watermark is " + watermark);
    return true;
  }

  void save(StateOutput out) {
    out.putLong(watermark);
  }

  void restore(StateInput in) {
    reached(in.getLong());
  }
}
