package io.velostream.operators.aggregate;

import io.velostream.state.ColumnBuffer;
import io.velostream.state.SlotField;

/// The counts of the groups whose results are being written, side by side: read once from the state
/// for all results that need them.
final class ResultCounts {
  private long[] values = new long[0];
  private boolean anyZero;
  private boolean current;

  /// Forgets the counts, since the next results are of other groups or moments.
  void forget() {
    current = false;
  }

  /// Whether the counts are those of the results at hand.
  boolean isCurrent() {
    return current;
  }

  /// Reads the counts of `slots[from .. from + count - 1]`.
  void read(SlotField counts, int[] slots, int from, int count) {
    if (values.length < count) {
      values = new long[Math.max(count, Math.min(2 * values.length, OutputRows.CAPACITY))];
    }
    anyZero = gather(counts, slots, from, count, values);
    current = true;
  }

  private static boolean gather(SlotField counts, int[] slots, int from, int count, long[] to) {
    boolean zero = false;
    for (int i = 0; i < count; i++) {
      long value = counts.get(slots[from + i]);
      to[i] = value;
      zero |= value == 0;
    }
    return zero;
  }

  /// The counts, from index 0 on.
  long[] values() {
    return values;
  }

  /// Whether there is a group without values.
  boolean anyZero() {
    return anyZero;
  }

  /// Marks the results of groups without values as NULL.
  void nullWithout(int count, ColumnBuffer out, int at) {
    if (anyZero) {
      for (int i = 0; i < count; i++) {
        if (values[i] == 0) {
          out.setNull(at + i);
        }
      }
    }
  }

  /// Writes the counts themselves.
  void write(int count, long[] to, int at) {
    System.arraycopy(values, 0, to, at, count);
  }

  /// Bytes held.
  long memoryBytes() {
    return 8L * values.length;
  }
}
