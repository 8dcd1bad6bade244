package io.velostream.operators.over;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// One call of a [RowEvaluator]; what it keeps per partition is a [State].
abstract sealed class RowCall
    permits FrameCall, ShiftCall, NextValueCall, RankingCall, DistributionCall {
  final ResultColumn result;

  RowCall(ResultColumn result) {
    this.result = result;
  }

  /// What a call keeps of one partition.
  interface State {
    /// The first row that is still needed for rows from `next` on.
    long neededFrom(long next);

    /// Writes what is kept.
    void save(StateOutput out, SlotWriter slots);

    /// Reads it into a new state.
    ///
    /// @param partition with its rows
    void restore(StateInput in, SlotReader slots, RowPartition partition);

    /// The state is not used any more.
    default void close() {}

    /// Bytes held, without rows.
    default long memoryBytes() {
      return 0;
    }
  }

  abstract State newState();

  /// The state of a partition of which nothing before the row `start` counts.
  State stateFrom(long start) {
    return newState();
  }

  /// Whether the result of a row depends on no row that may still come.
  ///
  /// @param watermark all rows with a time below are there
  abstract boolean isReady(RowPartition partition, State state, long number, long watermark);

  /// Whether progress of time alone can make a row ready.
  abstract boolean waitsForTime();

  /// Computes the result of the row `number`, which has the slot `slot`; rows come one by one.
  abstract void compute(RowPartition partition, State state, long number, int slot);
}
