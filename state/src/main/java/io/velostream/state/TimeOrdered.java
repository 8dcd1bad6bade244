package io.velostream.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values in order of a time, one per time: open windows by their end.
///
/// Sorted arrays: few windows are open at once and they open and close at the two ends.
public final class TimeOrdered<T> {
  private long[] times = new long[16];
  private final List<T> values = new ArrayList<>();

  /// Number of values.
  public int size() {
    return values.size();
  }

  /// Whether there is no value.
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /// The time at an ordinal, counted from the earliest.
  public long time(int index) {
    return times[index];
  }

  /// The value at an ordinal, counted from the earliest.
  public T value(int index) {
    return values.get(index);
  }

  /// The value at a time, or `null`.
  public @Nullable T get(long time) {
    int index = indexOf(time);
    return index < 0 ? null : values.get(index);
  }

  /// The ordinal of a time; when it is absent, `-1 - o` with `o` the ordinal it would have.
  public int indexOf(long time) {
    return Arrays.binarySearch(times, 0, values.size(), time);
  }

  /// Adds a value at a time that has none.
  public void put(long time, T value) {
    int index = -1 - indexOf(time);
    if (index < 0) {
      throw new IllegalStateException("there is a value at " + time + " already");
    }
    int size = values.size();
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
    }
    System.arraycopy(times, index, times, index + 1, size - index);
    times[index] = time;
    values.add(index, value);
  }

  /// Removes the value at an ordinal and returns it.
  public T remove(int index) {
    System.arraycopy(times, index + 1, times, index, values.size() - index - 1);
    return values.remove(index);
  }
}
