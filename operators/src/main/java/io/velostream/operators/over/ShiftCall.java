package io.velostream.operators.over;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;

/// LAG and LEAD.
final class ShiftCall extends RowCall {
  private final long shift;
  private final State state = new Reach();

  /// @param shift how many rows after the current one; negative for LAG
  ShiftCall(ResultColumn result, long shift) {
    super(result);
    this.shift = shift;
  }

  /// Nothing but how far it looks back.
  private final class Reach implements State {
    @Override
    public long neededFrom(long next) {
      return Math.max(0, next + Math.min(0, shift));
    }

    @Override
    public void save(StateOutput out, SlotWriter slots) {}

    @Override
    public void restore(StateInput in, SlotReader slots, RowPartition partition) {}
  }

  @Override
  State newState() {
    return state;
  }

  @Override
  boolean isReady(RowPartition partition, State kept, long number, long watermark) {
    return number + shift < partition.end() || watermark == Watermarks.END;
  }

  @Override
  boolean waitsForTime() {
    return false;
  }

  @Override
  void compute(RowPartition partition, State kept, long number, int slot) {
    long wanted = number + shift;
    if (wanted >= 0 && wanted < partition.end()) {
      result.setSource(slot, partition.slot(wanted));
    } else {
      result.setDefault(slot);
    }
  }
}
