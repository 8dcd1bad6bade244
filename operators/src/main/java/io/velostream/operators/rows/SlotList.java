package io.velostream.operators.rows;

import io.velostream.columnar.MemorySized;
import java.util.Arrays;

/// A list of numbers that keeps its room when it is emptied.
public final class SlotList implements MemorySized {
  private int[] slots = new int[64];
  private int size;

  /// Adds a number behind the others.
  public void add(int slot) {
    if (size == slots.length) {
      slots = Arrays.copyOf(slots, size * 2);
    }
    slots[size++] = slot;
  }

  /// How many there are.
  public int size() {
    return size;
  }

  /// The number at a place, which is below [#size()].
  public int get(int index) {
    return slots[index];
  }

  /// The numbers, of which the first [#size()] count; valid until one is added.
  public int[] array() {
    return slots;
  }

  /// Forgets all.
  public void clear() {
    size = 0;
  }

  /// The numbers, in an array of their own.
  public int[] toArray() {
    return Arrays.copyOf(slots, size);
  }

  @Override
  public long memoryBytes() {
    return 4L * slots.length;
  }
}
