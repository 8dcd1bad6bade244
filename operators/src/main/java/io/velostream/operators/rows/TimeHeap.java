package io.velostream.operators.rows;

import io.velostream.columnar.MemorySized;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// A binary heap of (time, number) pairs in primitive arrays; the smallest time first, among equal
/// times the smallest number.
public final class TimeHeap implements MemorySized {
  private long[] times = new long[64];
  private int[] numbers = new int[64];
  private int size;

  /// Adds a pair; equal pairs are kept apart.
  public void add(long time, int number) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!before(time, number, times[parent], numbers[parent])) {
        break;
      }
      times[at] = times[parent];
      numbers[at] = numbers[parent];
      at = parent;
    }
    times[at] = time;
    numbers[at] = number;
  }

  /// Whether there is no pair.
  public boolean isEmpty() {
    return size == 0;
  }

  /// Number of pairs.
  public int size() {
    return size;
  }

  /// The smallest time; not to be called when empty.
  public long firstTime() {
    return times[0];
  }

  /// Removes the first pair and returns its number; not to be called when empty.
  public int removeFirst() {
    int result = numbers[0];
    size--;
    long time = times[size];
    int number = numbers[size];
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size
          && before(times[child + 1], numbers[child + 1], times[child], numbers[child])) {
        child++;
      }
      if (!before(times[child], numbers[child], time, number)) {
        break;
      }
      times[at] = times[child];
      numbers[at] = numbers[child];
      at = child;
    }
    times[at] = time;
    numbers[at] = number;
    return result;
  }

  /// Writes all pairs.
  public void save(StateOutput out) {
    out.putVarint(size);
    for (int i = 0; i < size; i++) {
      out.putLong(times[i]);
      out.putVarint(numbers[i]);
    }
  }

  /// Adds the pairs that [#save] has written.
  ///
  /// @param limit all numbers are below it
  public void restore(StateInput in, int limit) {
    for (int rest = in.getCount(Long.BYTES + 1); rest > 0; rest--) {
      long time = in.getLong();
      add(time, in.getIndex(limit));
    }
  }

  private static boolean before(long timeA, int numberA, long timeB, int numberB) {
    return timeA < timeB || (timeA == timeB && numberA < numberB);
  }

  @Override
  public long memoryBytes() {
    return 12L * times.length;
  }
}
