package io.velostream.operators.over;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// One partition, or a part of it: of a [RowEvaluator], its rows from the oldest that is still
/// needed to the newest. Rows are numbered from 0 within the partition.
final class RowPartition {
  private final SlotQueue rows = new SlotQueue();
  private long first;
  private long next;
  private boolean queued;
  final RowCall.State[] states;

  RowPartition(RowCall.State[] states) {
    this.states = states;
  }

  void add(int slot) {
    rows.addLast(slot);
  }

  /// Number after that of the newest row.
  long end() {
    return first + rows.size();
  }

  /// Number of the first row that is not put out yet.
  long next() {
    return next;
  }

  void moveOn() {
    next++;
  }

  /// The slot of a row that is still needed.
  int slot(long number) {
    return rows.get((int) (number - first));
  }

  /// Gives up the rows before a number.
  void trim(long number, HeldRows held) {
    while (first < number) {
      held.unpin(rows.removeFirst());
      first++;
    }
  }

  /// Whether the evaluator is going to look at this partition; returns what it was.
  boolean queue(boolean wanted) {
    boolean was = queued;
    queued = wanted;
    return was;
  }

  /// Writes which rows there are, and how far they have been put out.
  void save(StateOutput out) {
    out.putVarint(rows.size());
    out.putVarint(first);
    out.putVarint(next);
    out.putBoolean(queued);
  }

  /// Notes the rows, the first ones of the partition.
  void noteRows(SlotWriter slots) {
    for (int i = 0; i < rows.size(); i++) {
      slots.add(rows.get(i));
    }
  }

  /// Writes what the calls keep.
  void saveStates(StateOutput out, SlotWriter slots) {
    for (RowCall.State state : states) {
      state.save(out, slots);
    }
  }

  /// Goes on where another one was; its rows are still to be added.
  void restore(long firstRow, long nextRow) {
    first = firstRow;
    next = nextRow;
  }

  void restoreStates(StateInput in, SlotReader slots) {
    for (RowCall.State state : states) {
      state.restore(in, slots, this);
    }
  }

  long memoryBytes() {
    return rows.memoryBytes();
  }
}
