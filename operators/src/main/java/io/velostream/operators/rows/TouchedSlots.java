package io.velostream.operators.rows;

import io.velostream.columnar.MemorySized;
import java.util.Arrays;

/// Slots to be looked at when a step ends: each once, however often it was touched.
public final class TouchedSlots implements MemorySized {
  private final SlotList slots = new SlotList();
  private boolean[] isTouched = new boolean[64];

  /// Adds a slot unless it is there.
  public void touch(int slot) {
    if (slot >= isTouched.length) {
      isTouched = Arrays.copyOf(isTouched, Math.max(slot + 1, isTouched.length * 2));
    }
    if (!isTouched[slot]) {
      isTouched[slot] = true;
      slots.add(slot);
    }
  }

  /// How many there are.
  public int size() {
    return slots.size();
  }

  /// The slot that was touched as number `index`, which is below [#size()].
  public int get(int index) {
    return slots.get(index);
  }

  /// Forgets all.
  public void clear() {
    for (int i = 0; i < slots.size(); i++) {
      isTouched[slots.get(i)] = false;
    }
    slots.clear();
  }

  @Override
  public long memoryBytes() {
    return isTouched.length + slots.memoryBytes();
  }
}
