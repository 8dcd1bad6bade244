package io.velostream.operators.over;

import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// Writes slots of held rows as numbers of rows within their partition, and notes which rows those
/// are, so that they can be written too.
final class SlotWriter {
  private static final int NONE = -1;

  private final int[] numbers;
  private int[] slots = new int[64];
  private int count;
  private int first;

  /// @param limit all slots are below it
  SlotWriter(int limit) {
    numbers = new int[limit];
    Arrays.fill(numbers, NONE);
  }

  /// Rows of another partition follow.
  void beginPartition() {
    first = count;
  }

  /// Rows of the partition so far.
  int rows() {
    return count - first;
  }

  /// All rows so far, in the order of their numbers.
  int[] slots() {
    return Arrays.copyOf(slots, count);
  }

  /// Writes a row of the partition.
  void put(StateOutput out, int slot) {
    out.putVarint(add(slot));
  }

  /// Notes a row of the partition, and returns its number.
  int add(int slot) {
    if (numbers[slot] == NONE) {
      if (count == slots.length) {
        slots = Arrays.copyOf(slots, count * 2);
      }
      numbers[slot] = count;
      slots[count++] = slot;
    }
    return numbers[slot] - first;
  }
}
