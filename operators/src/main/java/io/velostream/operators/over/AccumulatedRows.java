package io.velostream.operators.over;

import io.velostream.operators.aggregate.SlidingAggregate;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// An aggregate of GROUP BY over a frame, of one partition.
final class AccumulatedRows extends RowAggregator {
  private final SlidingAggregate aggregate;
  private final ColumnBuffer one;
  private final int group;

  /// @param aggregate that of all partitions
  /// @param one room for a result
  AccumulatedRows(FrameRows rows, SlidingAggregate aggregate, ColumnBuffer one) {
    super(rows, OverFunction.NONE, OverFunction.NONE, false);
    this.aggregate = aggregate;
    this.one = one;
    group = aggregate.newGroup();
  }

  @Override
  void add(int slot) {
    aggregate.change(rows().columns(), slot, rows().numbers()[slot], group, true);
  }

  @Override
  void remove(int slot) {
    aggregate.change(rows().columns(), slot, rows().numbers()[slot], group, false);
  }

  @Override
  void close() {
    aggregate.giveBack(group);
  }

  @Override
  void save(StateOutput out, SlotWriter slotWriter) {
    aggregate.save(out, group);
  }

  @Override
  void restore(StateInput in, SlotReader slotReader) {
    aggregate.restore(in, group);
  }

  @Override
  void result(int slot, ResultColumn column) {
    one.reset();
    one.reserve(1);
    aggregate.write(group, one, 0);
    column.setComputed(slot, one);
  }
}
