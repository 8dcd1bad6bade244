package io.velostream.operators.top;

import io.velostream.columnar.MemorySized;
import java.util.Arrays;

/// A list of numbers that keeps its room when it is emptied.
final class SlotList implements MemorySized {
  private int[] slots = new int[64];
  private int size;

  void add(int slot) {
    if (size == slots.length) {
      slots = Arrays.copyOf(slots, size * 2);
    }
    slots[size++] = slot;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return slots[index];
  }

  /// The numbers, of which the first [#size()] count; valid until one is added.
  int[] array() {
    return slots;
  }

  void clear() {
    size = 0;
  }

  /// The numbers, in an array of their own.
  int[] toArray() {
    return Arrays.copyOf(slots, size);
  }

  @Override
  public long memoryBytes() {
    return 4L * slots.length;
  }
}
