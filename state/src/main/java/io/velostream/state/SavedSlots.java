package io.velostream.state;

import io.velostream.state.snapshot.SavedPart;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which slots of a table have changed since they were saved: a mark for each part of them, and
/// what stands for the part as it was saved. Before the first save in parts there is nothing to
/// mark, and marking costs a look.
public final class SavedSlots {
  /// So few parts are marked all, rather than by slot.
  private static final int FEW_PARTS = 4;

  private boolean[] changed = new boolean[0];
  private @Nullable SavedPart[] parts = new SavedPart[0];
  private int bits;

  /// The state of slots is about to change, or has just changed.
  ///
  /// @param limit all slots of the table are below it
  public void touch(int[] slots, int count, int limit) {
    if (changed.length > 0) {
      mark(slots, count, limit);
    }
  }

  /// The state of a slot is about to change, or has just changed.
  ///
  /// @param limit all slots of the table are below it
  public void touch(int slot, int limit) {
    if (changed.length > 0) {
      markOne(slot, limit);
    }
  }

  private void markOne(int slot, int limit) {
    if (limit > (long) changed.length << bits) {
      grow(limit);
    }
    changed[slot >>> bits] = true;
  }

  private void mark(int[] slots, int count, int limit) {
    if (limit > (long) changed.length << bits) {
      grow(limit);
    }
    boolean[] marks = changed;
    if (marks.length <= FEW_PARTS) {
      Arrays.fill(marks, true);
      return;
    }
    int shift = bits;
    for (int k = 0; k < count; k++) {
      marks[slots[k] >>> shift] = true;
    }
  }

  private void grow(int limit) {
    int before = changed.length;
    int length = Math.max(before * 2, partsBelow(limit));
    changed = Arrays.copyOf(changed, length);
    parts = Arrays.copyOf(parts, length);
    Arrays.fill(changed, before, length, true);
  }

  private int partsBelow(int limit) {
    return (int) ((limit + (1L << bits) - 1) >>> bits);
  }

  /// Forgets what was saved.
  public void clear() {
    changed = new boolean[0];
    parts = new SavedPart[0];
  }

  /// Gets ready for a save of the slots below a limit.
  ///
  /// @return how many parts there are
  int begin(int slotBits, int limit) {
    if (bits != slotBits) {
      clear();
      bits = slotBits;
    }
    int count = partsBelow(limit);
    if (count > changed.length) {
      grow(limit);
    }
    return count;
  }

  /// What stands for a part, if that has not changed.
  @Nullable SavedPart unchanged(int part) {
    return changed[part] ? null : parts[part];
  }

  /// A part was saved as it is now.
  ///
  /// @param as `null` when it cannot be referred to
  void saved(int part, @Nullable SavedPart as) {
    parts[part] = as;
    changed[part] = false;
  }

  /// Bytes held.
  public long memoryBytes() {
    return changed.length + 32L * parts.length;
  }
}
