package io.velostream.operators.over;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// A double-ended queue of row slots in a circular array.
final class SlotQueue {
  private int[] slots = new int[4];
  private int head;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int get(int index) {
    return slots[(head + index) & (slots.length - 1)];
  }

  int first() {
    return get(0);
  }

  int last() {
    return get(size - 1);
  }

  void addLast(int slot) {
    if (size == slots.length) {
      int[] grown = Arrays.copyOf(slots, size * 2);
      // The part that had wrapped around follows the part before the end.
      System.arraycopy(slots, 0, grown, size, head);
      System.arraycopy(slots, head, grown, head, size - head);
      slots = grown;
    }
    slots[(head + size++) & (slots.length - 1)] = slot;
  }

  int removeFirst() {
    int slot = slots[head];
    head = (head + 1) & (slots.length - 1);
    size--;
    return slot;
  }

  int removeLast() {
    return slots[(head + --size) & (slots.length - 1)];
  }

  void save(StateOutput out, SlotWriter slotWriter) {
    out.putVarint(size);
    for (int i = 0; i < size; i++) {
      slotWriter.put(out, get(i));
    }
  }

  /// Fills the queue, which is empty.
  void restore(StateInput in, SlotReader slotReader) {
    for (int rest = in.getCount(1); rest > 0; rest--) {
      addLast(slotReader.get(in));
    }
  }

  long memoryBytes() {
    return 4L * slots.length;
  }
}
