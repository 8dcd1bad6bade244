package io.velostream.operators.over;

import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// An aggregate over a sliding sequence of rows: rows enter at the end and leave from the start, in
/// the same order.
abstract class RowAggregator {
  private final FrameRows rows;
  private final int argument;
  private final int filter;
  private final boolean skipNulls;

  /// @param argument a column, or -1
  /// @param filter a BOOLEAN column that says which rows count, or -1
  /// @param skipNulls whether rows whose argument is NULL do not count
  RowAggregator(FrameRows rows, int argument, int filter, boolean skipNulls) {
    this.rows = rows;
    this.argument = argument;
    this.filter = filter;
    this.skipNulls = skipNulls && argument >= 0;
  }

  final void enter(int slot) {
    if (counts(slot)) {
      add(slot);
    }
  }

  final void leave(int slot) {
    if (counts(slot)) {
      remove(slot);
    }
  }

  /// The argument's column, by slot.
  final Vector values() {
    return rows.column(argument);
  }

  final FrameRows rows() {
    return rows;
  }

  private boolean counts(int slot) {
    if (skipNulls && values().isNull(slot)) {
      return false;
    }
    if (filter < 0) {
      return true;
    }
    LongVector flags = (LongVector) rows.column(filter);
    return !flags.isNull(slot) && flags.values()[slot] != 0;
  }

  /// A row that counts has entered the frame.
  abstract void add(int slot);

  /// The oldest row that counts has left the frame.
  abstract void remove(int slot);

  /// Writes the aggregate as the result of the row `slot`.
  abstract void result(int slot, ResultColumn column);

  /// Writes what is kept of the rows that have entered and not left.
  abstract void save(StateOutput out, SlotWriter slots);

  /// Reads it into a new aggregator.
  abstract void restore(StateInput in, SlotReader slots);

  /// The aggregator is not used any more.
  void close() {}

  long memoryBytes() {
    return 0;
  }
}
