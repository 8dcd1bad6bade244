package io.velostream.state;

import io.velostream.columnar.MemorySized;
import io.velostream.state.snapshot.DamagedStateException;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Gives out slot numbers, from 0 on; those that came back are given out again first, the latest of
/// them before the others.
public final class SlotSupply implements MemorySized {
  private static final int INITIAL = 8;

  private int[] free = new int[0];
  private int freeCount;
  private int limit;

  /// While what was saved is read: the slots that are to be free at the end of it.
  private int @Nullable [] freeAfterwards;

  private int restoredLimit;

  /// Gives out a slot.
  public int take() {
    return freeCount > 0 ? free[--freeCount] : limit++;
  }

  /// Takes a slot back.
  public void giveBack(int slot) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, Math.max(INITIAL, freeCount * 2));
    }
    free[freeCount++] = slot;
  }

  /// All slots are below it.
  public int limit() {
    return limit;
  }

  /// How many are given out. Between [#restoreHoles] and [#endRestore] it may be more.
  public int taken() {
    return limit - freeCount;
  }

  /// Takes all slots back.
  public void clear() {
    limit = 0;
    freeCount = 0;
  }

  /// The slots below the limit that are not given out.
  public BitSet holes() {
    BitSet holes = new BitSet();
    for (int i = 0; i < freeCount; i++) {
      holes.set(free[i]);
    }
    return holes;
  }

  /// Writes which slots below the limit are not given out, in the order in which they will be.
  public void saveHoles(StateOutput out) {
    out.putVarint(freeCount);
    for (int i = 0; i < freeCount; i++) {
      out.putVarint(free[i]);
    }
  }

  /// Reads what [#saveHoles] has written beside `saved` slots that were given out. A supply that
  /// has given out none, and is told to, gives out the slots between the holes next; [#endRestore]
  /// comes after them.
  ///
  /// @param most how many there can be at most
  /// @param what has the slots, for errors
  /// @return whether it will give out these slots
  public boolean restoreHoles(StateInput in, int saved, int most, String what, boolean sameSlots) {
    int holes = in.getCount(1);
    if ((long) saved + holes > most) {
      throw in.damaged(saved + " " + what);
    }
    int all = saved + holes;
    int[] order = new int[holes];
    BitSet taken = new BitSet(all);
    for (int i = 0; i < holes; i++) {
      order[i] = in.getIndex(all);
      taken.set(order[i]);
    }
    if (taken.cardinality() != holes) {
      throw in.damaged("a slot that is free twice");
    }
    if (!sameSlots || limit != 0) {
      return false;
    }
    freeAfterwards = order;
    free = new int[Math.max(INITIAL, saved)];
    freeCount = saved;
    int slot = -1;
    for (int i = saved - 1; i >= 0; i--) {
      slot = taken.nextClearBit(slot + 1);
      free[i] = slot;
    }
    limit = all;
    restoredLimit = all;
    return true;
  }

  /// All slots that were saved have been given out.
  ///
  /// @throws DamagedStateException when it was another number
  public void endRestore(StateInput in) {
    int[] holes = freeAfterwards;
    if (holes != null) {
      if (freeCount != 0 || limit != restoredLimit) {
        throw in.damaged("another number of slots than is told");
      }
      freeCount = holes.length;
      free = Arrays.copyOf(holes, Math.max(INITIAL, holes.length));
      freeAfterwards = null;
    }
  }

  @Override
  public long memoryBytes() {
    return 4L * free.length;
  }
}
