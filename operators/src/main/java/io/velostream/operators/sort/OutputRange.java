package io.velostream.operators.sort;

import io.velostream.columnar.Vector;
import io.velostream.operators.Output;
import io.velostream.operators.rows.RowEmitter;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// Cuts OFFSET and LIMIT out of an ordered sequence of rows.
final class OutputRange {
  private long toSkip;
  private long toTake;

  OutputRange(long offset, long limit) {
    toSkip = offset;
    toTake = limit;
  }

  /// Puts out as many of `times` equal rows as lie in the range.
  void emit(Vector[] columns, int row, long times, RowEmitter emitter, Output output) {
    long skipped = Math.min(times, toSkip);
    toSkip -= skipped;
    long taken = Math.min(times - skipped, toTake);
    toTake -= taken;
    emitter.repeat(columns, row, taken, output);
  }

  void save(StateOutput out) {
    out.putVarint(toSkip);
    out.putVarint(toTake);
  }

  void restore(StateInput in) {
    toSkip = Math.min(toSkip, in.getNumber());
    toTake = Math.min(toTake, in.getNumber());
  }

  /// How many more rows of the sequence can matter; `Long.MAX_VALUE` when there is no limit.
  long needed() {
    if (toTake == 0) {
      return 0;
    }
    long sum = toSkip + toTake;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
