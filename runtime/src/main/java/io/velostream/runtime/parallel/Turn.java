package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.stream.Watermarks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The rows of one turn and the steps that they make: a step ends early where a row is older than
/// the watermark that rows before it have made, exactly as in one pipeline.
final class Turn {
  private final @Nullable TurnTime time;
  private Batch batch = SourceTask.Taken.NO_ROWS;

  /// Where each step ends, among the live rows, and where event time is then.
  private int[] ends = new int[4];

  private long[] watermarks = new long[4];
  private int steps;
  private long reached = Watermarks.NONE;
  private int[] selection = new int[0];

  /// @param time derives event time, if anything does; used by the turns of one reader alone
  Turn(@Nullable TurnTime time) {
    this.time = time;
  }

  /// What derives event time, if anything does.
  @Nullable TurnTime time() {
    return time;
  }

  /// Whether event time is derived.
  boolean isTimed() {
    return time != null;
  }

  /// Looks at the rows of a turn.
  ///
  /// @param reached the watermark that all rows before have made
  void observe(Batch rows, long reached) {
    this.reached = reached;
    batch = rows;
    steps = 0;
    int count = rows.rowCount();
    TurnTime times = time;
    if (times == null) {
      add(count, Watermarks.NONE);
      return;
    }
    times.begin(reached, count > 0);
    int from = 0;
    do {
      from = count == 0 ? 0 : times.observe(rows, from);
      add(from, times.endStep());
    } while (from < count);
  }

  private void add(int end, long watermark) {
    if (steps == ends.length) {
      ends = Arrays.copyOf(ends, steps * 2);
      watermarks = Arrays.copyOf(watermarks, steps * 2);
    }
    ends[steps] = end;
    watermarks[steps++] = watermark;
  }

  /// How many rows it has.
  int rowCount() {
    return batch.rowCount();
  }

  /// Event time before the turn.
  long reached() {
    return reached;
  }

  /// Number of steps, at least one.
  int steps() {
    return steps;
  }

  /// Event time behind the turn.
  long lastWatermark() {
    return watermarks[steps - 1];
  }

  /// Event time behind a step.
  long watermark(int step) {
    return watermarks[step];
  }

  /// The rows of all steps.
  Batch rows() {
    return batch;
  }

  /// The rows of a step; valid until the next call.
  Batch rows(int step) {
    int from = step == 0 ? 0 : ends[step - 1];
    int to = ends[step];
    if (from == 0 && to == batch.rowCount()) {
      return batch;
    }
    if (selection.length < to - from) {
      selection = new int[batch.rowCount()];
    }
    for (int k = from; k < to; k++) {
      selection[k - from] = batch.rowAt(k);
    }
    return batch.select(selection, to - from);
  }
}
