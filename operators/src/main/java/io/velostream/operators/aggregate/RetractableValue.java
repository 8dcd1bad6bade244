package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Vector;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.KeyEncoder;
import io.velostream.state.MultisetIndex;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// The least, greatest, first or last value of each slot where values can be retracted: all of them
/// are kept.
final class RetractableValue extends PickedValue {
  private final int column;
  private final Lane lane;
  private final boolean greatest;
  private final MultisetIndex values;
  private final Vector[] columns = new Vector[1];
  private final int[] one = new int[1];

  RetractableValue(
      int column, Lane lane, KeyEncoder encoder, MultisetIndex.Order order, boolean greatest) {
    this.column = column;
    this.lane = lane;
    this.greatest = greatest;
    this.values = new MultisetIndex(encoder, order);
  }

  @Override
  void reserve(int slots) {}

  @Override
  void add(Batch batch, GroupedRows in) {
    columns[0] = batch.column(column);
    values.update(columns, in.rows, in.count, in.slots, in.weights, in.firstArrival, in.ranks);
  }

  @Override
  boolean anyNegative() {
    return values.anyNegative();
  }

  @Override
  Accumulator newTrace() {
    return new HeldValue(column, lane, HeldValue.Choice.GIVEN);
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    ColumnBuffer to = ((HeldValue) trace).values();
    to.clearNull(at);
    one[0] = slot;
    values.write(greatest, one, 0, 1, to, at);
  }

  @Override
  void write(int[] slots, int from, int count, ColumnBuffer out, int at) {
    values.write(greatest, slots, from, count, out, at);
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    values.merge(((RetractableValue) from).values, fromSlot, slot);
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    values.save(out, slots, from, count);
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    values.restore(in, slots, from, count);
  }

  @Override
  void clear(int slot) {
    values.clearGroup(slot);
  }

  @Override
  void clearAll(int limit) {
    values.clear();
  }

  @Override
  public long memoryBytes() {
    return values.memoryBytes();
  }
}
