package io.velostream.operators.sort;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.operators.LateRows;

/// Judges rows of a sort that releases by event time.
final class ClosingTime {
  private ClosingTime() {}

  /// Whether a row has no place in the order any more (it lies behind the watermark, or has no
  /// time) and was reported.
  static boolean isLate(Batch batch, int row, int column, long watermark, LateRows late) {
    Vector vector = batch.column(column);
    if (vector.isNull(row)) {
      late.report(batch, row, "event time is NULL");
      return true;
    }
    long time = ((LongVector) vector).values()[row];
    if (time < watermark) {
      late.report(
          batch,
          row,
          "the sorted output has passed its time " + time + ": the watermark is " + watermark);
      return true;
    }
    return false;
  }
}
