package io.velostream.operators.rows;

import io.velostream.columnar.MemorySized;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/// Slots in their order: chunks of at most [#CHUNK] slots, so that a slot finds its place by two
/// binary searches and moves only what lies behind it in its chunk.
public final class SlotSequence implements MemorySized {
  /// For want of a slot.
  public static final int NONE = -1;

  static final int CHUNK = 128;

  private static final int FIRST = 4;

  private int[][] chunks = {new int[FIRST]};
  private int[] sizes = new int[1];
  private int chunkCount = 1;
  private int size;

  /// Number of slots.
  public int size() {
    return size;
  }

  /// Number of chunks.
  public int chunkCount() {
    return chunkCount;
  }

  /// Number of slots in a chunk.
  public int chunkSize(int chunk) {
    return sizes[chunk];
  }

  /// The slot at a place of a chunk.
  public int at(int chunk, int place) {
    return chunks[chunk][place];
  }

  /// Adds a slot in its place; no other compares equal.
  public void insert(int slot, IntSort.Order order) {
    int chunk = chunkOf(slot, order);
    int[] slots = chunks[chunk];
    int count = sizes[chunk];
    if (count == slots.length) {
      if (count == CHUNK) {
        split(chunk);
        insert(slot, order);
        return;
      }
      slots = Arrays.copyOf(slots, Math.min(CHUNK, count * 2));
      chunks[chunk] = slots;
    }
    int place = placeOf(slot, slots, count, order);
    System.arraycopy(slots, place, slots, place + 1, count - place);
    slots[place] = slot;
    sizes[chunk]++;
    size++;
  }

  /// Takes out a slot that is there.
  public void remove(int slot, IntSort.Order order) {
    int chunk = chunkOf(slot, order);
    int[] slots = chunks[chunk];
    int count = sizes[chunk];
    int place = placeOf(slot, slots, count, order);
    if (place == count || slots[place] != slot) {
      throw new IllegalStateException("a row that is not in its order");
    }
    System.arraycopy(slots, place + 1, slots, place, count - place - 1);
    sizes[chunk]--;
    size--;
    if (sizes[chunk] == 0 && chunkCount > 1) {
      System.arraycopy(chunks, chunk + 1, chunks, chunk, chunkCount - chunk - 1);
      System.arraycopy(sizes, chunk + 1, sizes, chunk, chunkCount - chunk - 1);
      chunkCount--;
      chunks[chunkCount] = new int[0];
    }
  }

  /// The first slot, or [#NONE].
  public int first() {
    return size == 0 ? NONE : chunks[0][0];
  }

  /// The last slot for which a test holds that holds for none behind one for which it does not; or
  /// [#NONE].
  public int last(IntPredicate test) {
    int low = 0;
    int high = size == 0 ? 0 : chunkCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (test.test(chunks[middle][0])) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? NONE : chunks[low - 1][firstWithout(test, low - 1) - 1];
  }

  /// How many slots come before one, which need not be there.
  public int countBefore(int slot, IntSort.Order order) {
    int chunk = chunkOf(slot, order);
    return sizeBefore(chunk) + placeOf(slot, chunks[chunk], sizes[chunk], order);
  }

  /// How many slots meet a test that is met by none behind one that does not meet it.
  public int count(IntPredicate test) {
    int low = 0;
    int high = size == 0 ? 0 : chunkCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (test.test(chunks[middle][0])) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? 0 : sizeBefore(low - 1) + firstWithout(test, low - 1);
  }

  private int sizeBefore(int chunk) {
    int sum = 0;
    for (int c = 0; c < chunk; c++) {
      sum += sizes[c];
    }
    return sum;
  }

  /// The slot that so many others come before.
  public int get(int index) {
    int chunk = 0;
    int rest = index;
    while (rest >= sizes[chunk]) {
      rest -= sizes[chunk++];
    }
    return chunks[chunk][rest];
  }

  /// Visits the slots that `from` others, and less than `to`, come before, in order.
  public void visit(int from, int to, IntConsumer visit) {
    int chunk = 0;
    int place = from;
    while (chunk < chunkCount && place >= sizes[chunk]) {
      place -= sizes[chunk++];
    }
    for (int rest = to - from; rest > 0; rest--) {
      visit.accept(chunks[chunk][place++]);
      if (place == sizes[chunk]) {
        chunk++;
        place = 0;
      }
    }
  }

  /// Visits the slots behind the last one for which such a test holds, in order, for as long as
  /// `visit` says so.
  public void visitBehind(IntPredicate test, IntPredicate visit) {
    int chunk = 0;
    int high = size == 0 ? 0 : chunkCount;
    while (chunk < high) {
      int middle = (chunk + high) >>> 1;
      if (test.test(chunks[middle][sizes[middle] - 1])) {
        chunk = middle + 1;
      } else {
        high = middle;
      }
    }
    int end = size == 0 ? 0 : chunkCount;
    int place = chunk < end ? firstWithout(test, chunk) : 0;
    for (int c = chunk; c < end; c++) {
      for (int i = c == chunk ? place : 0; i < sizes[c]; i++) {
        if (!visit.test(chunks[c][i])) {
          return;
        }
      }
    }
  }

  private int firstWithout(IntPredicate test, int chunk) {
    int low = 0;
    int high = sizes[chunk];
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (test.test(chunks[chunk][middle])) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The first chunk whose last slot is not before the given one; the last chunk if there is none.
  private int chunkOf(int slot, IntSort.Order order) {
    int low = 0;
    int high = chunkCount - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(chunks[middle][sizes[middle] - 1], slot) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int placeOf(int slot, int[] slots, int count, IntSort.Order order) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(slots[middle], slot) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void split(int chunk) {
    if (chunkCount == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunkCount * 2);
      sizes = Arrays.copyOf(sizes, chunkCount * 2);
    }
    System.arraycopy(chunks, chunk + 1, chunks, chunk + 2, chunkCount - chunk - 1);
    System.arraycopy(sizes, chunk + 1, sizes, chunk + 2, chunkCount - chunk - 1);
    int half = CHUNK / 2;
    int[] upper = new int[CHUNK];
    System.arraycopy(chunks[chunk], half, upper, 0, CHUNK - half);
    chunks[chunk + 1] = upper;
    sizes[chunk + 1] = CHUNK - half;
    sizes[chunk] = half;
    chunkCount++;
  }

  @Override
  public long memoryBytes() {
    long bytes = 12L * chunks.length;
    for (int chunk = 0; chunk < chunkCount; chunk++) {
      bytes += 16 + 4L * chunks[chunk].length;
    }
    return bytes;
  }
}
