package io.velostream.operators.window;

import io.velostream.columnar.Batch;
import io.velostream.columnar.MemorySized;
import io.velostream.operators.Output;
import org.jspecify.annotations.Nullable;

/// The state of a windowed aggregate for one kind of window.
interface WindowGroups extends MemorySized {
  /// Adds rows, all with an event time, to their windows; those whose windows have all closed go to
  /// `late`.
  ///
  /// @param times event times by row index
  /// @param rows indexes of the rows, `null` for the rows from 0 on
  void add(Batch batch, long[] times, int @Nullable [] rows, int count, Late late, Output output);

  /// Publishes what the step changed.
  void endStep(Output output);

  /// Publishes and forgets the windows that end at `watermark` or before.
  void advance(long watermark, Output output);

  /// Groups held.
  long groups();

  /// Takes rows that came after the windows they belong to.
  interface Late {
    /// All windows of the row had closed, the last of them from `start` to `end`.
    void closed(int row, long start, long end);

    /// Some windows of `rows` rows had closed; they were counted in the others.
    void partly(long rows);
  }
}
