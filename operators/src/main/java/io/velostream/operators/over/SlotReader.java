package io.velostream.operators.over;

import io.velostream.state.snapshot.StateInput;

/// Reads what a [SlotWriter] has written, as the slots that the rows have now.
final class SlotReader {
  private final int[] slots;
  private int first;
  private int end;

  /// @param slots of all rows in the order of their numbers
  SlotReader(int[] slots) {
    this.slots = slots;
  }

  /// The next `rows` rows are those of another partition.
  void beginPartition(int rows) {
    first = end;
    end += rows;
  }

  /// The slot of a row of the partition.
  int get(StateInput in) {
    return slots[first + in.getIndex(end - first)];
  }

  /// The slot of a row of the partition.
  int slot(int number) {
    return slots[first + number];
  }
}
