package io.velostream.operators.over;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.Output;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// Computes the calls over rows that arrive in their final order.
sealed interface OverEvaluator extends MemorySized permits ColumnEvaluator, RowEvaluator {
  /// Takes the next rows of the order: indexes `from .. to - 1` of the columns, which are the
  /// caller's and may change after the call. Puts out what needs no later row.
  void accept(Vector[] columns, int from, int to, Output output);

  /// All rows with a time below `watermark` have been accepted: puts out what waited for that.
  void release(long watermark, Output output);

  /// Whether rows that are equal by the order must all come in one call of [#accept].
  boolean takesPeers();

  /// Names the form that [#save] writes.
  StateFormat stateFormat();

  /// Writes what is remembered of each partition.
  void save(StateOutput out);

  /// Adds what [#save] has written of the partitions in the range.
  void restore(StateInput in, KeyRange keys);

  /// Rows held.
  long stateRows();
}
