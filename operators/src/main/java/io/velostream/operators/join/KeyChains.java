package io.velostream.operators.join;

import io.velostream.columnar.MemorySized;
import java.util.Arrays;

/// Slots of rows by the hash of their keys: a hash table of doubly linked lists over arrays, so
/// that a row is unlinked without looking for it, however many have its key.
///
/// A list holds all slots whose hashes agree in their low bits; it is for the caller to compare.
final class KeyChains implements MemorySized {
  static final int NONE = -1;

  private static final int INITIAL = 64;

  private int[] heads = filled(INITIAL);
  private long[] hashes = new long[INITIAL];
  private int[] next = new int[INITIAL];
  private int[] previous = new int[INITIAL];
  private int size;

  /// Puts a slot in front of its list.
  void link(int slot, long hash) {
    if (slot >= hashes.length) {
      int capacity = Math.max(slot + 1, hashes.length * 2);
      hashes = Arrays.copyOf(hashes, capacity);
      next = Arrays.copyOf(next, capacity);
      previous = Arrays.copyOf(previous, capacity);
    }
    if (size == heads.length) {
      relink(heads.length * 2);
    }
    size++;
    hashes[slot] = hash;
    place(slot);
  }

  /// Takes a slot out of its list.
  void unlink(int slot) {
    int before = previous[slot];
    int after = next[slot];
    if (before == NONE) {
      heads[bucket(hashes[slot])] = after;
    } else {
      next[before] = after;
    }
    if (after != NONE) {
      previous[after] = before;
    }
    size--;
  }

  /// The first slot with a hash, or [#NONE].
  int first(long hash) {
    return skip(heads[bucket(hash)], hash);
  }

  /// The next slot with the same hash, or [#NONE].
  int after(int slot) {
    return skip(next[slot], hashes[slot]);
  }

  private int skip(int from, long hash) {
    int slot = from;
    while (slot != NONE && hashes[slot] != hash) {
      slot = next[slot];
    }
    return slot;
  }

  private void place(int slot) {
    int bucket = bucket(hashes[slot]);
    int head = heads[bucket];
    next[slot] = head;
    previous[slot] = NONE;
    if (head != NONE) {
      previous[head] = slot;
    }
    heads[bucket] = slot;
  }

  /// Each list is taken from its end, so that it keeps its order.
  private void relink(int buckets) {
    int[] old = heads;
    heads = filled(buckets);
    for (int head : old) {
      int slot = head;
      while (slot != NONE && next[slot] != NONE) {
        slot = next[slot];
      }
      while (slot != NONE) {
        int before = previous[slot];
        place(slot);
        slot = before;
      }
    }
  }

  private int bucket(long hash) {
    return (int) hash & heads.length - 1;
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, NONE);
    return array;
  }

  @Override
  public long memoryBytes() {
    return 4L * (heads.length + next.length + previous.length) + 8L * hashes.length;
  }
}
