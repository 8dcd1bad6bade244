package io.velostream.operators.over;

import java.util.Arrays;

/// Sets of places as ranges `from .. to - 1`.
final class Ranges {
  private long[] ranges = new long[16];
  private int count;

  void clear() {
    count = 0;
  }

  /// Adds a range, if there is anything in it.
  void add(int from, int to) {
    if (from >= to) {
      return;
    }
    if (count > 0 && from(count - 1) <= from && to <= to(count - 1)) {
      return;
    }
    if (count == ranges.length) {
      ranges = Arrays.copyOf(ranges, count * 2);
    }
    ranges[count++] = pack(from, to);
  }

  /// Puts the ranges in order and those that touch each other together.
  void merge() {
    Arrays.sort(ranges, 0, count);
    int merged = 0;
    for (int i = 0; i < count; i++) {
      if (merged > 0 && from(i) <= to(merged - 1)) {
        ranges[merged - 1] = pack(from(merged - 1), Math.max(to(merged - 1), to(i)));
      } else {
        ranges[merged++] = ranges[i];
      }
    }
    count = merged;
  }

  int count() {
    return count;
  }

  int from(int index) {
    return (int) (ranges[index] >>> 32);
  }

  int to(int index) {
    return (int) ranges[index];
  }

  private static long pack(int from, int to) {
    return ((long) from << 32) | to;
  }

  long memoryBytes() {
    return 8L * ranges.length;
  }
}
