package io.velostream.runtime.exchange;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// A bounded queue from one thread to another. Neither waits: [#offer] needs room, [#peek] may find
/// nothing.
///
/// What the taker has done with goes back to the giver in the slot where it lay, so that both use
/// the same few objects over and over. Handing over costs one ordered store.
final class HandoverQueue<T> {
  /// Positions are kept so far apart that no two share a cache line.
  private static final int GIVEN = 16;

  private static final int TAKEN = 32;
  private static final int LENGTH = 48;

  private final AtomicLongArray positions = new AtomicLongArray(LENGTH);
  private final @Nullable Object[] slots;
  private final int mask;

  // The giver's.
  private long given;
  private long takenSeen;

  // The taker's.
  private long taken;
  private long givenSeen;

  /// @param capacity a power of two
  HandoverQueue(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("not a power of two: " + capacity);
    }
    slots = new Object[capacity];
    mask = capacity - 1;
  }

  /// Whether there is room. The giver's.
  boolean hasRoom() {
    if (given - takenSeen < slots.length) {
      return true;
    }
    takenSeen = positions.getAcquire(TAKEN);
    return given - takenSeen < slots.length;
  }

  /// Hands something over; there is room. The giver's.
  ///
  /// @return what the taker has done with, if anything
  @SuppressWarnings("unchecked") // only offer() writes slots
  @Nullable T offer(T item) {
    int at = (int) given & mask;
    Object used = slots[at];
    slots[at] = item;
    given++;
    positions.setRelease(GIVEN, given);
    return (T) used;
  }

  /// What comes next, or `null`. The taker's.
  @SuppressWarnings("unchecked") // only offer() writes slots
  @Nullable T peek() {
    if (taken == givenSeen) {
      givenSeen = positions.getAcquire(GIVEN);
      if (taken == givenSeen) {
        return null;
      }
    }
    return (T) slots[(int) taken & mask];
  }

  /// The taker has done with what [#peek] gave.
  void release() {
    taken++;
    positions.setRelease(TAKEN, taken);
  }

  /// How many items wait. Any thread's, and only roughly right.
  int fill() {
    return (int) (positions.getOpaque(GIVEN) - positions.getOpaque(TAKEN));
  }
}
