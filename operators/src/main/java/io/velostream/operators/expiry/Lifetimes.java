package io.velostream.operators.expiry;

import io.velostream.columnar.MemorySized;
import io.velostream.operators.rows.TimeHeap;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// When slots of state had their last news, and which of them have had none for too long.
///
/// Each slot has one entry in a heap, of the time at which it was looked at last: whoever is found
/// there too early is put back with its latest time. So news of a slot cost one store.
public final class Lifetimes implements MemorySized {
  private static final int INITIAL = 64;

  /// No time; all times are later.
  private static final long UNKNOWN = Long.MIN_VALUE;

  /// The lifetime of what stays.
  public static final long ENDLESS = Long.MAX_VALUE;

  private final long lifetime;
  private long[] last = filled(INITIAL);
  private boolean[] isQueued = new boolean[INITIAL];
  private final TimeHeap queue = new TimeHeap();
  private long dropped;

  /// @param lifetime how long after its last news a slot is over, in microseconds
  public Lifetimes(long lifetime) {
    this.lifetime = lifetime;
  }

  private static long[] filled(int length) {
    long[] times = new long[length];
    Arrays.fill(times, UNKNOWN);
    return times;
  }

  /// There is news of a slot.
  public void touch(int slot, long time) {
    if (slot >= last.length) {
      int before = last.length;
      int capacity = Math.max(slot + 1, before * 2);
      last = Arrays.copyOf(last, capacity);
      Arrays.fill(last, before, capacity, UNKNOWN);
      isQueued = Arrays.copyOf(isQueued, capacity);
    }
    last[slot] = Math.max(last[slot], time);
    if (!isQueued[slot]) {
      isQueued[slot] = true;
      queue.add(last[slot], slot);
    }
  }

  /// Whether there was news of a slot since it was forgotten.
  public boolean knows(int slot) {
    return slot < last.length && last[slot] != UNKNOWN;
  }

  /// Whether a slot is there and has had no news for too long.
  public boolean isOver(int slot, long now) {
    return knows(slot) && now - last[slot] >= lifetime;
  }

  /// Whether what had its last news at one time is over at another.
  public boolean isOverAt(long then, long now) {
    return now - then >= lifetime;
  }

  /// When there was news of a slot that is known.
  public long last(int slot) {
    return last[slot];
  }

  /// The slot without news for the longest time, which is to be forgotten before the next call; -1
  /// when none is known.
  public int nextOldest() {
    while (!queue.isEmpty()) {
      long time = queue.firstTime();
      int slot = queue.removeFirst();
      isQueued[slot] = false;
      if (knows(slot)) {
        if (last[slot] == time) {
          return slot;
        }
        isQueued[slot] = true;
        queue.add(last[slot], slot);
      }
    }
    return -1;
  }

  /// The slot is free; it may be used again.
  public void forget(int slot) {
    if (slot < last.length) {
      last[slot] = UNKNOWN;
    }
  }

  /// A slot that is over, which is to be forgotten before the next call; -1 when there is none.
  public int nextOver(long now) {
    while (!queue.isEmpty() && now - queue.firstTime() >= lifetime) {
      int slot = queue.removeFirst();
      isQueued[slot] = false;
      if (isOver(slot, now)) {
        return slot;
      }
      if (knows(slot)) {
        isQueued[slot] = true;
        queue.add(last[slot], slot);
      }
    }
    return -1;
  }

  /// Something was forgotten because of its age, or came for what had been forgotten.
  public void countDropped() {
    dropped++;
  }

  /// How much was, since the job began.
  public long dropped() {
    return dropped;
  }

  /// Goes on counting where other pipelines, or this one before, have been.
  public void addDropped(long before) {
    dropped += before;
  }

  /// Writes the times of some slots that are known.
  public void save(StateOutput out, int[] slots, int from, int count) {
    for (int i = from; i < from + count; i++) {
      out.putSigned(last[slots[i]]);
    }
  }

  /// Reads the time of a slot.
  public static long restore(StateInput in) {
    return in.getSigned();
  }

  @Override
  public long memoryBytes() {
    return 9L * last.length + queue.memoryBytes();
  }
}
