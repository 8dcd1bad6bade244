package io.velostream.operators.over;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// COUNT.
final class CountRows extends RowAggregator {
  private long count;

  CountRows(FrameRows rows, int argument, int filter) {
    super(rows, argument, filter, true);
  }

  @Override
  void add(int slot) {
    count++;
  }

  @Override
  void remove(int slot) {
    count--;
  }

  @Override
  void save(StateOutput out, SlotWriter slotWriter) {
    out.putSigned(count);
  }

  @Override
  void restore(StateInput in, SlotReader slotReader) {
    count = in.getSigned();
  }

  @Override
  void result(int slot, ResultColumn column) {
    column.setLong(slot, count);
  }
}
