package io.velostream.operators.window;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.PartialOutput;
import io.velostream.operators.aggregate.PartialState;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import org.jspecify.annotations.Nullable;

/// The state of a windowed aggregate for one kind of window.
interface WindowGroups extends MemorySized {
  /// Adds rows, all with an event time, to their windows; those whose windows have all closed go to
  /// `late`.
  ///
  /// @param times event times by row index, none of the rows' NULL
  /// @param rows indexes of the rows, `null` for the rows from 0 on
  void add(
      Batch batch, LongVector times, int @Nullable [] rows, int count, Late late, Output output);

  /// Rows that come from now on are late by this watermark; the groups stay.
  default void hear(long watermark) {
    throw new UnsupportedOperationException("these windows are not divided");
  }

  /// Hands over all groups to the second half of the aggregate, and forgets them.
  default void handOver(PartialOutput output) {
    throw new UnsupportedOperationException("these windows are not divided");
  }

  /// Takes groups that a first half has handed over.
  default void take(Batch keys, PartialState states) {
    throw new UnsupportedOperationException("these windows are not divided");
  }

  /// Publishes what the step changed.
  void endStep(Output output);

  /// Publishes and forgets the windows that end at `watermark` or before.
  void advance(long watermark, Output output);

  /// Names the form that [#save] writes: each kind of window has one of its own.
  StateFormat stateFormat();

  /// Writes all that is remembered between steps.
  void save(StateOutput out);

  /// Adds what [#save] has written of the keys in the range.
  void restore(StateInput in, KeyRange keys);

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
