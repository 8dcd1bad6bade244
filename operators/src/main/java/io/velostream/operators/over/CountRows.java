package io.velostream.operators.over;

/// COUNT.
final class CountRows extends RowAggregator {
  private long count;

  CountRows(HeldRows rows, int argument, int filter) {
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
  void result(int slot, ResultColumn column) {
    column.setLong(slot, count);
  }
}
