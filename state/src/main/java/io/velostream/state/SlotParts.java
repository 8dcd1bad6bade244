package io.velostream.state;

import io.velostream.state.snapshot.PartSize;
import io.velostream.state.snapshot.SavedPart;
import io.velostream.state.snapshot.StateOutput;
import java.util.BitSet;
import java.util.Optional;

/// Writes what belongs to slots, a part of them at a time. A part that has not changed since it was
/// written is referred to, where the output takes references.
public final class SlotParts {
  /// Slots of a part, at most.
  public static final int MOST = 1 << 12;

  private static final int[] FIRST = new int[MOST];

  static {
    for (int i = 0; i < MOST; i++) {
      FIRST[i] = i;
    }
  }

  /// Writes a part.
  @FunctionalInterface
  public interface Content {
    /// @param slots of which the first `count`, one at least, are meant
    void write(int[] slots, int count);
  }

  private SlotParts() {}

  /// The numbers 0 to [#MOST] - 1, not to be changed: where what belongs to the slots of a part is
  /// gathered.
  public static int[] first() {
    return FIRST;
  }

  /// Writes what belongs to all slots below a limit that are not holes.
  ///
  /// @param saved what is known of earlier saves
  public static void save(
      SavedSlots saved, StateOutput out, int limit, BitSet holes, Content content) {
    Optional<PartSize> size = out.partSize();
    int bits = size.orElse(PartSize.USUAL).slotBits();
    SavedSlots known = size.isPresent() ? saved : new SavedSlots();
    int[] slots = new int[1 << bits];
    int parts = known.begin(bits, limit);
    for (int p = 0; p < parts; p++) {
      int part = p;
      SavedPart before = known.unchanged(part);
      int count = before == null ? live(part, bits, limit, holes, slots) : 0;
      if (before != null || count > 0) {
        Runnable write =
            () -> {
              int n = before == null ? count : live(part, bits, limit, holes, slots);
              content.write(slots, n);
            };
        known.saved(part, out.putPart(before, write));
      }
    }
  }

  /// @return how many slots of a part are in use; they are in `slots`
  private static int live(int part, int bits, int limit, BitSet holes, int[] slots) {
    int from = part << bits;
    int to = (int) Math.min(limit, (part + 1L) << bits);
    if (holes.nextSetBit(from) < 0) {
      for (int slot = from; slot < to; slot++) {
        slots[slot - from] = slot;
      }
      return to - from;
    }
    int count = 0;
    for (int slot = from; slot < to; slot++) {
      slots[count] = slot;
      count += holes.get(slot) ? 0 : 1;
    }
    return count;
  }
}
